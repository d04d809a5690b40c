import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate for all hosts of the simulator, made anew for each run and kept in memory. */
export interface MarketCertificate {
  /** The leaf, followed by the authority that signed it. */
  readonly certPem: string;
  readonly keyPem: string;
  /** The authority, for `NODE_EXTRA_CA_CERTS`, a `ca` option or a browser's store. */
  readonly caPem: string;
  /** SHA-256 of the leaf's public key, base64: the value of Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
}

/** Makes an authority and a leaf with every host (and localhost, 127.0.0.1) as subject alternative names. */
export async function createCertificate(hosts: readonly string[]): Promise<MarketCertificate> {
  const notBeforeDate = new Date(Date.now() - 86_400_000);
  const shared = { keyType: 'ec', algorithm: 'sha256', notBeforeDate } as const;
  const authority = await generate([{ name: 'commonName', value: 'Undertow simulated market' }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const names = [...hosts, 'localhost'].map(value => ({ type: 2 as const, value }));
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...names, { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const publicKey = new X509Certificate(leaf.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    certPem: `${leaf.cert.trim()}\n${authority.cert.trim()}\n`,
    keyPem: leaf.private,
    caPem: authority.cert,
    spki: createHash('sha256').update(publicKey).digest('base64'),
  };
}
