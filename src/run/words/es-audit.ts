/** What is said of a journal and its signatures, in Spanish. */
import type { enAudit } from './en-audit.ts';

export const esAudit: typeof enAudit = {
  intact: (id, count) => `${id}: íntegro, ${count} registros`,
  damaged: (id) => `${id}: no está como se escribió`,
  unproven: (id, count) =>
    `${id}: nada habla en contra de sus ${count} registros, y no todo está demostrado`,
  proofless: 'nada demuestra aquí que esté como se escribió',
  evident: (vouched, keys, head) =>
    `una alteración se notaría hasta el registro ${vouched}, mientras nadie más haya tenido ${keys > 1 ? 'las claves' : 'la clave'}: quien la tenga puede firmar de nuevo, salvo que la cabeza ${head} se guardara en otro lugar`,
  inLine: (line, text) => `línea ${line}: ${text}`,
  signatures: (times, name, key, by, count, where) =>
    `${times === 1 ? '1 firma' : `${times} firmas`} de ${name ?? 'una clave que aquí no se conoce'} (${key})${by === null ? '' : `, como ${by}`}, la última sobre ${count} registros (${where})`,
  line: (line) => `línea ${line}`,
  unchained: (count) =>
    `los primeros ${count} registros los escribió un procs anterior, sin cadena: solo los sostiene lo que se firmó después`,
  torn: (bytes) =>
    `la última línea no está entera (${bytes} bytes): la deja así una caída a mitad de la escritura, y también cortar el fichero`,
  noEnd:
    'el diario no cuenta un final definitivo: la ejecución sigue, se paró o la cortó una caída, o se quitó el final del fichero con todas sus firmas. Solo puede decirlo una cabeza guardada en otro lugar ("procs runs head", --expect)',
  noRecord: 'no es un registro que procs escriba en este lugar',
  namesNone: 'no nombra la línea anterior',
  namesNothing: 'nombra una línea anterior, y no hay ninguna: se quitó o se cambió el comienzo',
  namesOther: (line) =>
    `nombra como anterior otra que la línea ${line}: se cambió aquella, o aquí se quitaron, pusieron o permutaron líneas`,
  noSignature:
    'dice que está firmada, y la línea que la sigue no es su firma: se quitó o se cambió',
  strangeKey: (key) =>
    `está firmada con la clave ${key}, que ningún proceso de esta ejecución ha nombrado`,
  badSignature: (count) =>
    `la firma de los ${count} registros anteriores no es válida: no son lo que se firmó, o se cambió la propia firma`,
  unknownSigner: (file, key) =>
    `${file} está firmado con la clave ${key}, que aquí no se conoce: no demuestra nada`,
  badFile: (file) => `la firma de ${file} no es válida: se cambió`,
  cosigned: (name, count, at, file, left) =>
    `${name} firmó ${count} registros el ${at} (${file}), y ${left === null ? 'ahora son otros' : `solo hay ${left}`}`,
  noHead: (head) =>
    `ningún registro tiene la cabeza que se guardó en otro lugar (${head}): se cambiaron o se quitaron registros desde entonces`,
  unsignedSince: (line, count) =>
    `sin firmar desde el registro ${line} de ${count}: lo deja así una caída, y también pudo añadirlo quien pueda escribir el fichero`,
  otherKeys: (keys) =>
    `está firmado con ${keys.length === 1 ? 'la clave' : 'las claves'} ${keys.join(', ')}, que aquí no se ${keys.length === 1 ? 'conoce' : 'conocen'}: quien pueda escribir el fichero pudo hacerlo de nuevo con una clave suya. Indique la clave pública del operador con --key`,
  unsigned: (reason) =>
    `no está firmado${reason === null ? '' : ` (${reason})`}: quien pueda escribir el fichero pudo hacerlo de nuevo`,
};
