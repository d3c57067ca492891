// What is no HTTP at all, or comes too slowly, never becomes a request; it too is told as a problem.
import { type Socket } from 'node:net';
import { toProblem } from '../problem/problem';

/** Answers a connection whose bytes Node could not read as a request, and closes it. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(toProblem({ statusCode: 400 }, { language: 'en' }));
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json; charset=utf-8\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
