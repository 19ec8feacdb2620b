export interface Env {
  AI: Ai;
  LONG_MODEL: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { text, long } = await request.json<{ text: string; long?: boolean }>();
    if (long) {
      const stream = await env.AI.run(env.LONG_MODEL as any, { messages: [{ role: 'user', content: text }], stream: true });
      return new Response(stream as ReadableStream, { headers: { 'content-type': 'text/event-stream' } });
    }
    const answer = await env.AI.run('@cf/meta/llama-3.1-8b-instruct', {
      messages: [
        { role: 'system', content: 'Answer in one sentence.' },
        { role: 'user', content: text },
      ],
    });
    return Response.json(answer);
  },
};
