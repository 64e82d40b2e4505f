import { fuzzShare } from './fuzz.ts';

fuzzShare(0, 3);
