// How Fastify sends the built screens: nothing is served by itself, routes say what.
import fastifyStatic from '@fastify/static';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Lets replies send the files of a folder, compressed where the browser takes it. Opens no route. */
export async function readyPages(app: NestFastifyApplication, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false, // each route says its own
    dotfiles: 'deny',
    suppressWarning: true, // a missing folder is told where a page is asked for
  });
}
