/** One POST to a collector: the only thing in rtk that uses the network, and only when it was asked for by name. */

import type { Endpoint } from './endpoint.ts';

/** What went wrong, as a sentence; undefined if all was taken. Never throws. */
export async function sent(body: string, { url, headers }: Endpoint, seconds: number): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      // Elsewhere is not where the user said.
      redirect: 'manual',
      signal: AbortSignal.timeout(seconds * 1000),
    });
    const text = await response.text();
    return response.ok ? rejected(text, url) : refused(response, text, url);
  } catch (error) {
    return unreachable(error, url, seconds);
  }
}

function refused({ status, headers }: Response, text: string, url: string): string {
  const to = headers.get('location');
  if (status >= 300 && status < 400 && to) return `${url}: it points to ${printable(to)}; give that address if it is the right one.`;
  const hints: Readonly<Record<number, string>> = {
    401: '; give what it asks for with --header name=value',
    403: '; give what it asks for with --header name=value',
    404: '; is this the OTLP/HTTP address of a collector?',
    415: '; it does not take OTLP as JSON',
  };
  const said = printable(messageIn(text));
  return `${url}: it answered with status ${status}${said === '' ? '' : ` (${said})`}${hints[status] ?? ''}.`;
}

/** A collector may take some and refuse the rest. */
function rejected(text: string, url: string): string | undefined {
  const { rejectedDataPoints, errorMessage } = partialIn(text);
  if (!Number(rejectedDataPoints)) return undefined;
  return `${url}: it refused ${Number(rejectedDataPoints)} of the data points: ${printable(String(errorMessage ?? 'it does not say why'))}.`;
}

function partialIn(text: string): { rejectedDataPoints?: unknown; errorMessage?: unknown } {
  try {
    return (JSON.parse(text) as { partialSuccess?: object }).partialSuccess ?? {};
  } catch {
    return {};
  }
}

function messageIn(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message ?? '');
  } catch {
    return text;
  }
}

function unreachable(error: unknown, url: string, seconds: number): string {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `${url}: no answer within ${seconds} s; is a collector listening there?`;
  const reason = cause?.code ?? code ?? cause?.message ?? name ?? 'no reason given';
  const grpc = new URL(url).port === '4317' ? ' Port 4317 is for gRPC; OTLP over HTTP is mostly at 4318.' : '';
  return `${url}: it cannot be reached (${reason}); is a collector listening there?${grpc}`;
}

/** The words of a stranger, on one line. */
function printable(text: string): string {
  return text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 200);
}
