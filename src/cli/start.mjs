/** `npm start` and `npm run dev`. Plain JavaScript, to be read by a Node.js too old for the rest, in application.ts. */
import './node-version.mjs';

const { develop, serve } = await import('./application.ts');
await (process.argv[2] === 'dev' ? develop() : serve());
