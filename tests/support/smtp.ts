/** A mail server that keeps what it is sent: enough of SMTP for nodemailer, on this machine. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export async function openMailServer() {
	const mails: string[] = [];
	const server = createServer((socket) => {
		const say = (line: string) => socket.write(`${line}\r\n`);
		let mail: string[] | null = null;
		say('220 here');
		createInterface({ input: socket }).on('line', (line) => {
			if (mail === null) {
				if (/^data/i.test(line)) mail = [];
				say(/^data/i.test(line) ? '354 go on' : /^quit/i.test(line) ? '221 bye' : '250 fine');
			} else if (line === '.') {
				mails.push(mail.join('\n'));
				mail = null;
				say('250 kept');
			} else mail.push(line);
		});
		socket.on('error', () => socket.destroy());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
		mails,
		close: () => void server.close()
	};
}
