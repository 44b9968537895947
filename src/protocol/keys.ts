// Octets in base64url and Ed25519 keys as they stand in bodies: one spelling each, and no key that anybody can sign for. Pure.

/** Is a text base64url in its one spelling: no padding, no bits that mean nothing? @param bytes how many octets; any when left out */
export function isBase64url(text: string, bytes?: number): boolean {
  const octets = Buffer.from(text, 'base64url');
  return octets.toString('base64url') === text && (bytes === undefined || octets.length === bytes);
}

const KEY_BYTES = 32;
/** The y of all points of small order, without their sign bit (Cremers and Jackson, "Prime, Order Please!", table 2): with such a key
 *  a signature can be made that fits any text. */
const SMALL_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
];
const PRIME = 2n ** 255n - 19n;

/** Is a text the Ed25519 key of somebody: in its one spelling, its point in its one encoding (RFC 8032, 5.1.3) and not of small order? */
export function isIdentity(text: string): boolean {
  if (!isBase64url(text, KEY_BYTES)) return false;
  const octets = Buffer.from(text, 'base64url');
  octets[KEY_BYTES - 1] &= 0x7f;
  const y = octets.toString('hex');
  return BigInt(`0x${Buffer.from(octets).reverse().toString('hex')}`) < PRIME && !SMALL_ORDER.includes(y);
}
