/** Whether a sentence asks a person to do something, judged by the word that it starts with. */
import { normalize } from './normalize.ts';

/** Spanish infinitives and the imperatives that procedures use; English imperatives. */
const spanish =
  /^(?!(?:lugar|hogar|par|mar|azar|bar|solar|similar|regular|auxiliar|titular|particular|escalar\b.{0,3}|ayer|mujer|taller|lider|caracter|after|another|either|neither|other|under|over|ever|never|however|whether|whenever|wherever|whatever|whichever|whoever|later|former|latter|together|further|rather|their|her|per|far|year|near|air|pair|server|cluster|docker|router|user|number|member|owner|order|container|computer|customer|manager|controller|provider|consumer|producer|broker|scheduler|worker|master|leader|follower|kernel|paper|letter|chapter|layer|filter|header|buffer|counter|timer|power|water|newer|older|higher|lower|larger|smaller|faster|slower|longer|shorter|earlier|better|easier|popular|calendar|familiar)$)\p{L}{2,}(?:ar|er|ir|arse|erse|irse)$/u;
const imperatives = new Set(
  (
    'verifica verifique ejecuta ejecute revisa revise abre abra cierra cierre confirma confirme comprueba compruebe espera espere notifica notifique deten detenga inicia inicie crea cree copia copie anota anote avisa avise borra borre cambia cambie configura configure consulta consulte envia envie guarda guarde llama llame mira mire pide pida pon ponga pulsa pulse quita quite reinicia reinicie sube suba usa use vuelve vuelva ' +
    'abort accept acknowledge activate add adjust advise agree allow amend announce answer append apply approve archive arrange ask assemble assess assign attach audit authorize await back backup block boot bring browse build bump cancel capture carry change check choose classify clean clear click clone close coordinate collect commit compare complete compute configure confirm connect consult contact continue convert copy cordon correct create cut decide declare decommission define delete deliver deploy describe detach determine diagnose disable discard disconnect dismiss dismount document double-check download draft drain draw drop edit eject email empty enable enforce engage ensure enter erase escalate evaluate examine execute exit expand explain export extend extract fetch fill find finish fix flag flush follow force format forward freeze gather generate get give go grant hand identify import inform initiate insert inspect install instruct introduce investigate invite invoke isolate join keep kill launch lead leave let list load locate lock log login look lower make map mark measure meet merge migrate mitigate modify mount move name navigate negotiate note notify obtain onboard open order organize page patch pause pay perform pick pin ping plan plug point populate post power pre-check prepare press prevent print promote prove provide provision publish pull purge push put query quit raise read reassign reboot rebuild recall receive recheck reclaim reconcile reconnect record recover reduce refer refresh register reinstall reject release reload remember remind remove rename renew reopen repair repeat replace replay reply report reproduce request rerun reschedule reset resize resolve restart restore restrict resume retain retire retrieve retry return review revert revoke rewind rewrite roll rotate run save scale scan schedule seal search secure see select send set share shift ship show shut sign silence skip sort specify split stage start stop store submit subscribe suspend swap switch sync synchronise synchronize tag take talk tell terminate test tighten trace track train transfer trigger troubleshoot try turn type uncordon undo uninstall unload unlock unmount unplug unsubscribe update upgrade upload use validate verify view visit wait walk warn watch wipe work wrap write'
  ).split(' '),
);
/** Nouns as often as verbs: they ask for work only where an object follows. */
const ambiguous = new Set(
  'access boot build clone commit cut double draft draw drop email empty exit export extract fill force format freeze grant hand import invite join keep lead load lock map measure name note order patch pay pin plan plug point power print query raise return scan schedule seal search secure share shift ship sort split stage store subscribe swap talk trace track train transfer trigger type visit walk wipe work anota avisa cierre consulta copia espera guarda llama pon'.split(
    ' ',
  ),
);
/** What stands before an object or a place: 'load the truck', 'walk through the hall', 'copy it'. */
const object =
  /^(the|a|an|all|any|each|every|both|it|its|them|their|this|that|these|those|your|our|his|her|what|who|which|how|whether|if|to|for|with|in|into|on|onto|off|out|up|down|back|over|from|through|until|and|one|two|three|new|old|only|again|at|by|as|aside|el|la|los|las|un|una|unos|unas|al|a|que|si|con|en|por|cada|todo|todos|todas|lo|su|sus|de nuevo)$/;

export function asksForWork(text: string): boolean {
  const words = normalize(text)
    .replace(/^(?:\d+[.)]\s*)?[^\p{L}]*/u, '')
    .split(/[\s,;:.]+/);
  const [first = '', second = ''] = words;
  // 'Change is hard', 'List of hosts': a noun.
  if (/^(is|are|was|were|has|have|had|will|can|may|must|should|of|es|son|esta|estan)$/.test(second))
    return false;
  if (ambiguous.has(first))
    return words.length === 1 || object.test(second) || /^\W|\d/.test(second);
  return spanish.test(first) || imperatives.has(first);
}
