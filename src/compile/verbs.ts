/** Whether a sentence asks a person to do something, judged by the word that it starts with. */
import { normalize } from './normalize.ts';

/** Spanish infinitives and the imperatives that procedures use; English imperatives. */
const spanish =
  /^(?!(?:lugar|hogar|par|mar|azar|bar|solar|similar|regular|auxiliar|titular|particular|escalar\b.{0,3}$))\p{L}{2,}(?:ar|er|ir|arse|erse|irse)$/u;
const imperatives = new Set(
  'verifica verifique ejecuta ejecute revisa revise abre abra cierra cierre confirma confirme comprueba compruebe espera espere notifica notifique detén detenga inicia inicie crea cree copia copie add apply approve ask assign back block call cancel change check clear click close collect commit confirm connect contact copy create decide delete deploy determine disable document download drain edit enable ensure enter escalate examine execute file find fix follow get go identify increase inform inspect install investigate kill let list log look make mark merge monitor move notify obtain open page pause perform pick ping post prepare press promote provide pull push reboot record reduce remove rename repeat replace report request reset resolve restart restore resume review revert roll rotate run save scale schedule see select send set show sign start stop submit switch tag take tell terminate test trigger try turn uninstall unlock update upgrade upload use validate verify view wait watch write'.split(
    ' ',
  ),
);

export function asksForWork(text: string): boolean {
  const words = normalize(text)
    .replace(/^(?:\d+[.)]\s*)?[^\p{L}]*/u, '')
    .split(/[\s,;:.]+/);
  const first = words[0] ?? '';
  return spanish.test(first) || imperatives.has(first);
}
