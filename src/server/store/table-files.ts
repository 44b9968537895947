// The table files of a LevelDB database (.ldb), octet for octet against the checksums that stand in them. LevelDB itself
// can't be asked to compare them here, and one wrong octet in a table can end the whole process. Called before a database is
// opened; reads only. Format: "doc/table_format.md" of LevelDB. Tables must not be compressed.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOOTER_BYTES = 48;
const MAGIC = 0xdb4775248b80fb57n;

/** CRC-32C (RFC 3720, appendix B.4), by octets. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, octet) => {
  let crc = octet;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  return crc;
});

/** Where a block stands in its file. */
interface Handle {
  readonly offset: number;
  readonly size: number;
}

/** Looks for a table file that is not what was written. @returns its name, null when all are good
 *  @throws Error of the file system */
export async function findBadTable(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (/\.(ldb|sst)$/.test(name) && !isGoodTable(await readFile(join(folder, name)))) return name;
  return null;
}

/** Is a whole table what its checksums say? */
export function isGoodTable(file: Buffer): boolean {
  try {
    const footer = file.subarray(file.length - FOOTER_BYTES);
    if (footer.readBigUInt64LE(FOOTER_BYTES - 8) !== MAGIC) return false;
    const [metaOffset, metaSize, indexOffset, indexSize] = readNumbers(footer, 4);
    const meta = readBlock(file, { offset: metaOffset, size: metaSize });
    const index = readBlock(file, { offset: indexOffset, size: indexSize });
    for (const handle of [...handlesOf(meta), ...handlesOf(index)]) readBlock(file, handle);
    return true;
  } catch (error) {
    // Whatever leads out of the file is no part of a good one.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A block that fits its checksum. @throws RangeError when it does not */
function readBlock(file: Buffer, { offset, size }: Handle): Buffer {
  const end = offset + size;
  // Behind each block stand its type and the checksum of both. LevelDB keeps a checksum turned and shifted, since data may hold checksums too.
  const kept = (file.readUInt32LE(end + 1) - 0xa282ead8) >>> 0;
  if (((kept >>> 17) | (kept << 15)) >>> 0 !== checksum(file, offset, end + 1))
    throw new RangeError('the checksum differs');
  return file.subarray(offset, end);
}

function checksum(file: Buffer, start: number, end: number): number {
  let crc = 0xffffffff;
  for (let index = start; index < end; index++) crc = CRC_TABLE[(crc ^ file[index]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The blocks that an index tells of: each value in it is a handle. @throws RangeError */
function* handlesOf(block: Buffer): Generator<Handle> {
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 * (restarts + 1);
  for (let at = 0; at < end; ) {
    const [, ownKeyBytes, valueBytes] = readNumbers(block.subarray(at), 3);
    const value = at + bytesOfNumbers(block.subarray(at), 3) + ownKeyBytes;
    const [offset, size] = readNumbers(block.subarray(value), 2);
    yield { offset, size };
    at = value + valueBytes;
  }
}

/** Numbers of seven bits an octet, the lowest first. @throws RangeError */
function readNumbers(from: Buffer, count: number): number[] {
  const numbers: number[] = [];
  let at = 0;
  while (numbers.length < count) {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const octet = from.readUInt8(at++);
      number += (octet & 127) * factor;
      if (octet < 128) break;
    }
    numbers.push(number);
  }
  return numbers;
}

/** How many octets such numbers take. */
function bytesOfNumbers(from: Buffer, count: number): number {
  let at = 0;
  for (let left = count; left > 0; at++) if (from[at] < 128) left--;
  return at;
}
