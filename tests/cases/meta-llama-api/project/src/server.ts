import express from 'express';
import { ask } from './client.js';
import { title } from './cheap.js';

const app = express();
app.use(express.json());
app.post('/ask', async (req, res) => res.json({ answer: await ask(req.body.question) }));
app.post('/title', async (req, res) => res.json({ title: await title(req.body.text) }));
app.listen(3000);
