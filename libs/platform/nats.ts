// One set of connection options for every NATS client: never give up, never die because the server is not there yet.
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';

/** Options from a URL such as `nats://user:password@127.0.0.1:4222`. */
export function natsOptions(url: string, name: string): NodeConnectionOptions {
  const { username, password, host } = new URL(url);
  return {
    servers: host,
    name,
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
    maxReconnectAttempts: -1, // the client's own default closes for ever after ten
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    waitOnFirstConnect: true,
    pingInterval: 5_000,
    maxPingOut: 2,
  };
}

/** Connects; resolves once the server answers, however long that takes. */
export function connectNats(url: string, name: string): Promise<NatsConnection> {
  return connect(natsOptions(url, name));
}
