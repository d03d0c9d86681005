/** The ABCI server on a unix socket, which is as private as the folder it stands in: ABCI knows no login. */
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { AbciAppError } from '../errors.ts';
import { type Handle, serveConnection } from './connection.ts';

/** sun_path on Linux. */
const MAX_SOCKET_PATH_BYTES = 107;

export interface AbciServer {
  stop(): Promise<void>;
}

/** `onFailure` is told of each connection that ended with an error. */
export async function startAbciServer(path: string, handle: Handle, onFailure: (error: Error) => void): Promise<AbciServer> {
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH_BYTES) throw new AbciAppError('SOCKET_PATH_TOO_LONG', { path });
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    serveConnection(socket, handle).then(({ error }) => {
      sockets.delete(socket);
      if (error !== undefined) onFailure(error);
    }, onFailure);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
