import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, type Question, RECURSION_AVAILABLE } from 'dns-packet';

export type ScriptedDnsAnswer =
  | { readonly answers: readonly Answer[] }
  /** NXDOMAIN 3, SERVFAIL 2, REFUSED 5. */
  | { readonly responseCode: number }
  | 'hang';

export interface ScriptedDns {
  /** `127.0.0.1:port` */
  readonly server: string;
  readonly asked: readonly string[];
  close(): void;
}

/** A loopback DNS server that answers every question as the script says. For tests only. */
export async function startScriptedDns(
  script: (question: Question, count: number) => ScriptedDnsAnswer,
): Promise<ScriptedDns> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const query = decode(message);
    const question = query.questions?.[0];
    if (question === undefined) return;
    asked.push(question.name);
    const answer = script(question, asked.length);
    if (answer === 'hang') return;
    const flags = RECURSION_AVAILABLE | ('responseCode' in answer ? answer.responseCode : 0);
    const answers = 'answers' in answer ? [...answer.answers] : [];
    socket.send(
      encode({ type: 'response', id: query.id, flags, questions: [question], answers }),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { server: `127.0.0.1:${socket.address().port}`, asked, close: () => socket.close() };
}
