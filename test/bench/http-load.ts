/** Many connections that ask a server for one thing after the other, over plain sockets: the asker must cost less than the server. */
import { connect } from 'node:net';

export interface Question {
  readonly path: string;
  readonly range?: string;
  readonly isHead?: boolean;
  /** Length of the answer's body, where it is known. */
  readonly bytes?: number;
}

const MAX_HEAD = 16 * 1024;

/** Throws unless all are answered as they should be. */
export async function askAll(url: string, connections: number, questions: Iterator<Question>): Promise<void> {
  await Promise.all(Array.from({ length: connections }, () => askOnOne(new URL(url), questions)));
}

/** One after the other, until there are no more. */
function askOnOne({ hostname, port, host }: URL, questions: Iterator<Question>): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let asked: Question | undefined;
    let head = '';
    /** Of the body of the answer that comes; undefined: its head comes. */
    let left: number | undefined;
    const ask = (): void => {
      asked = questions.next().value as Question | undefined;
      if (asked === undefined) {
        socket.destroy();
        resolve();
        return;
      }
      const range = asked.range === undefined ? '' : `range: ${asked.range}\r\n`;
      socket.write(`${asked.isHead === true ? 'HEAD' : 'GET'} ${asked.path} HTTP/1.1\r\nhost: ${host}\r\n${range}\r\n`);
    };
    const fail = (why: string): void => {
      reject(new Error(`${asked?.path}: ${why}`));
      socket.destroy();
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server has closed the connection')));
    socket.on('data', (piece: Buffer) => {
      let body = piece.length;
      if (left === undefined) {
        const before = head.length;
        head += piece.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return head.length > MAX_HEAD ? fail('a head without end') : undefined;
        const wrong = problemOf(head.slice(0, end), asked as Question);
        if (wrong !== undefined) return fail(wrong);
        body = piece.length - (end + 4 - before);
        left = asked?.isHead === true ? 0 : lengthIn(head);
        head = '';
      }
      left -= body;
      if (left < 0) return fail('more bytes than were said');
      if (left > 0) return;
      left = undefined;
      ask();
    });
  });
}

function problemOf(head: string, { range, bytes }: Question): string | undefined {
  if (!head.startsWith(`HTTP/1.1 ${range === undefined ? 200 : 206} `)) return head.slice(0, 200);
  const length = lengthIn(head);
  return Number.isNaN(length) || (bytes !== undefined && length !== bytes) ? `a body of ${length} bytes, not ${bytes}` : undefined;
}

const lengthIn = (head: string): number => Number(/\ncontent-length: (\d+)/i.exec(head)?.[1]);
