// The try-it page: Swagger UI from the package, no network but our own address, no inline script.

/** What may load on it. Swagger UI styles elements inline; nothing else is let in. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>园办 Yuanban · API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Starts it. Each try gets a key of its own, unless the reader writes one to see a replay. */
export const START = `const AUTO = 'new-key-each-try';
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, '0')).join('');
fetch('/openapi.json').then((answer) => answer.json()).then((spec) => {
  for (const path of Object.values(spec.paths)) {
    for (const operation of Object.values(path)) {
      for (const parameter of operation.parameters ?? []) {
        if (parameter.name === 'Idempotency-Key') parameter.example = AUTO;
      }
    }
  }
  SwaggerUIBundle({
    spec,
    dom_id: '#api',
    deepLinking: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
      if (request.headers['Idempotency-Key'] === AUTO) request.headers['Idempotency-Key'] = newKey();
      return request;
    },
  });
});
`;
