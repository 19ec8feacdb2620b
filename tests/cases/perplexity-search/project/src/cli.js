import { openToday } from './search.js';

const { text, pages } = await openToday(process.argv[2]);
console.log(text, pages.join('\n'));
