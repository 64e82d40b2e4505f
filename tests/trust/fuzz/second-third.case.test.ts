import { fuzzShare } from './fuzz.ts';

fuzzShare(1, 3);
