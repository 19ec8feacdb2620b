import Fastify from 'fastify';
import { headlines } from './headline.js';

const server = Fastify();
server.post('/headlines', async (request) => headlines(request.body.article));
server.listen({ port: 4000 });
