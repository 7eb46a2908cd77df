/** Where to, and with which headers: as typed, or as OpenTelemetry's own variables say. */

import { UsageError } from '../../errors.ts';
import { headersOf, type Labels } from './labels.ts';

export interface Endpoint {
  /** With the path that metrics are posted to. */
  readonly url: string;
  readonly headers: Labels;
}

/** `typed` is empty for `--otlp` without a value: then, and only then, the environment is asked. */
export function endpointOf(typed: string, headers: readonly string[], env: NodeJS.ProcessEnv): Endpoint {
  const own = headersOf(headers, '--header');
  if (typed !== '') return { url: metricsUrl(typed, '--otlp'), headers: own };
  const [whole, base] = [env['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'], env['OTEL_EXPORTER_OTLP_ENDPOINT']];
  if (!whole && !base)
    throw new UsageError('--otlp: give the address of your collector, such as http://127.0.0.1:4318, or set OTEL_EXPORTER_OTLP_ENDPOINT.');
  const variable = env['OTEL_EXPORTER_OTLP_METRICS_HEADERS'] ? 'OTEL_EXPORTER_OTLP_METRICS_HEADERS' : 'OTEL_EXPORTER_OTLP_HEADERS';
  return {
    url: whole ? checked(whole, 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT').href : metricsUrl(base ?? '', 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    headers: { ...headersOf(listed(env[variable] ?? '', variable), variable), ...own },
  };
}

function metricsUrl(text: string, where: string): string {
  const url = checked(text, where);
  if (!url.pathname.endsWith('/v1/metrics')) url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, '')}/v1/metrics`;
  return url.href;
}

/** The address itself is not repeated where it may hold a password. */
function checked(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '')
    throw new UsageError(`${where}: this is no address that begins with http:// or https://, such as http://127.0.0.1:4318.`);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`${where}: the address holds a password; give it with --header "Authorization=…" instead.`);
  return url;
}

// "api-key=secret,x-team=a%20b"
function listed(text: string, where: string): string[] {
  const words = text.split(',').filter((word) => word.trim() !== '');
  try {
    return words.map((word) => decodeURIComponent(word));
  } catch {
    throw new UsageError(`${where}: write name=value,name=value, with special characters as %20.`);
  }
}
