import { fuzzShare } from './fuzz.ts';

fuzzShare(2, 3);
