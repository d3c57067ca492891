// A mail server on loopback that keeps what it is sent, and fails as it is told.
import { SMTPServer } from 'smtp-server';

/** What arrived. */
export interface Arrived {
  to: string[];
  text: string;
}

/** A running mail server. `refuse` = the code of the answer to every recipient, `hang` = no answer at all. */
export interface MailServer {
  url: string;
  arrived: Arrived[];
  behave: { refuse?: number; hang?: boolean };
  close(): Promise<void>;
}

/** Starts one; `port` = that of one that was closed. */
export async function mailServer(port = 0): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const behave: MailServer['behave'] = {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      if (behave.hang) return;
      done(behave.refuse ? Object.assign(new Error('refused'), { responseCode: behave.refuse }) : null);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        arrived.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString(),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined); // a client that hangs up
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    arrived,
    behave,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
