/** A helper of a search: takes attempts of the turns it is told of. No database, no setting of the process. */
import { workerData } from 'node:worker_threads';
import { ring, takeAttempts, type HelperAnswer, type HelperData, type Turn } from './crew.ts';

const { port } = workerData as HelperData;
const tell = (turn: Turn, answer: HelperAnswer) => {
	port.postMessage(answer);
	ring(turn);
};

port.on('message', (turn: Turn) => {
	try {
		takeAttempts(
			turn,
			() => false,
			(place, chosen) => tell(turn, { place, chosen })
		);
	} catch (failure) {
		tell(turn, { failure });
	}
});
