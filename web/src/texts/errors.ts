/**
 * Errors in plain words, for somebody of twelve years.
 *
 * Of several texts, the first is told whose places can all be filled; a thing to try is left out where its cannot.
 */

import type { Told } from "./texts.ts";

export type Words = { readonly title: readonly Told[]; readonly what: readonly Told[]; readonly tries: readonly Told[] };

const SPELLING: Told = {
  en: "Look at the spelling: capital and small letters count.",
  fr: "Regarde l'orthographe : les majuscules comptent.",
  de: "Schau auf die Schreibweise: Gross- und Kleinbuchstaben zählen.",
  it: "Guarda come è scritto: maiuscole e minuscole contano.",
};
const DID_YOU_MEAN: Told = { en: "Did you mean “{hint}”?", fr: "Voulais-tu dire « {hint} » ?", de: "Meintest du „{hint}“?", it: "Volevi dire «{hint}»?" };
const LOOK_UP: Told = {
  en: "The list of functions shows what the game understands.",
  fr: "La liste des fonctions montre ce que le jeu comprend.",
  de: "Die Liste der Funktionen zeigt, was das Spiel versteht.",
  it: "La lista delle funzioni mostra che cosa capisce il gioco.",
};
const EARLIER: Told = {
  en: "Is it a variable? Give it a value in an earlier line.",
  fr: "C'est une variable ? Donne-lui une valeur dans une ligne précédente.",
  de: "Ist es eine Variable? Gib ihr in einer früheren Zeile einen Wert.",
  it: "È una variabile? Dalle un valore in una riga precedente.",
};
const QUOTES: Told = {
  en: "Is it a text? Then it needs quotes: {quoted}.",
  fr: "C'est un texte ? Alors il lui faut des guillemets : {quoted}.",
  de: "Ist es ein Text? Dann braucht er Anführungszeichen: {quoted}.",
  it: "È un testo? Allora vuole le virgolette: {quoted}.",
};
const PRINT_BEFORE: Told = {
  en: "Print the value one line earlier, to see what is in it.",
  fr: "Affiche la valeur une ligne plus haut, pour voir ce qu'elle contient.",
  de: "Gib den Wert eine Zeile vorher aus, um zu sehen, was darin ist.",
  it: "Stampa il valore una riga prima, per vedere che cosa contiene.",
};
const LINE_BEFORE: Told = {
  en: "The mistake may also be at the end of the line before.",
  fr: "L'erreur peut aussi être à la fin de la ligne d'avant.",
  de: "Der Fehler kann auch am Ende der Zeile davor sein.",
  it: "L'errore può essere anche alla fine della riga prima.",
};
const READ_ON: Told = {
  en: "Read what the language says: it often names the place.",
  fr: "Lis ce que dit le langage : il nomme souvent l'endroit.",
  de: "Lies, was die Sprache sagt: Sie nennt oft die Stelle.",
  it: "Leggi che cosa dice il linguaggio: spesso indica il punto.",
};
const COUNT_PAIRS: Told = {
  en: "Count: each opening bracket needs a closing one, each block its end.",
  fr: "Compte : chaque parenthèse ouverte doit être fermée, chaque bloc a sa fin.",
  de: "Zähle: Jede öffnende Klammer braucht eine schliessende, jeder Block sein Ende.",
  it: "Conta: ogni parentesi aperta ne vuole una chiusa, ogni blocco la sua fine.",
};
const IN_BRACKETS: Told = {
  en: "Compare what you wrote in the brackets with what the function takes.",
  fr: "Compare ce que tu as écrit entre parenthèses avec ce que la fonction prend.",
  de: "Vergleiche, was du in die Klammern geschrieben hast, mit dem, was die Funktion braucht.",
  it: "Confronta quello che hai scritto tra parentesi con quello che la funzione prende.",
};
const TELL_MAKER: Told = {
  en: "Show the message to whoever made the game.",
  fr: "Montre le message à la personne qui a fait le jeu.",
  de: "Zeige die Meldung der Person, die das Spiel gemacht hat.",
  it: "Mostra il messaggio a chi ha fatto il gioco.",
};
const SMALLER: Told = {
  en: "Look for a loop that never ends, or something that grows and grows.",
  fr: "Cherche une boucle qui ne finit jamais, ou quelque chose qui grandit sans cesse.",
  de: "Suche eine Schleife, die nie endet, oder etwas, das immer weiter wächst.",
  it: "Cerca un ciclo che non finisce mai, o qualcosa che cresce sempre.",
};

export const errors = {
  name: {
    title: [{ en: "Nothing is called “{name}”", fr: "Rien ne s'appelle « {name} »", de: "Nichts heisst „{name}“", it: "Niente si chiama «{name}»" }],
    what: [
      {
        en: "The program uses the name “{name}”, but at this point nothing has that name.",
        fr: "Le programme utilise le nom « {name} », mais à cet endroit rien ne porte ce nom.",
        de: "Das Programm benutzt den Namen „{name}“, aber an dieser Stelle heisst nichts so.",
        it: "Il programma usa il nome «{name}», ma in questo punto niente si chiama così.",
      },
    ],
    tries: [
      DID_YOU_MEAN,
      SPELLING,
      EARLIER,
      QUOTES,
      LOOK_UP,
    ],
  },
  function: {
    title: [{ en: "There is no function “{name}”", fr: "Il n'y a pas de fonction « {name} »", de: "Es gibt keine Funktion „{name}“", it: "Non c'è una funzione «{name}»" }],
    what: [
      {
        en: "The program calls “{name}”, but nobody has told it how that is done.",
        fr: "Le programme appelle « {name} », mais personne ne lui a dit comment faire.",
        de: "Das Programm ruft „{name}“ auf, aber niemand hat ihm gesagt, wie das geht.",
        it: "Il programma chiama «{name}», ma nessuno gli ha detto come si fa.",
      },
    ],
    tries: [DID_YOU_MEAN, SPELLING, LOOK_UP],
  },
  command: {
    title: [{ en: "Nobody knows the command “{name}”", fr: "Personne ne connaît la commande « {name} »", de: "Niemand kennt den Befehl „{name}“", it: "Nessuno conosce il comando «{name}»" }],
    what: [
      {
        en: "The line begins with “{name}”, and there is no command of that name.",
        fr: "La ligne commence par « {name} », et aucune commande ne porte ce nom.",
        de: "Die Zeile beginnt mit „{name}“, und es gibt keinen Befehl, der so heisst.",
        it: "La riga comincia con «{name}», e nessun comando si chiama così.",
      },
    ],
    tries: [
      SPELLING,
      LOOK_UP,
      {
        en: "To give a variable a value, write no spaces: {assigned}.",
        fr: "Pour donner une valeur à une variable, n'écris pas d'espaces : {assigned}.",
        de: "Um einer Variable einen Wert zu geben, schreibe keine Leerzeichen: {assigned}.",
        it: "Per dare un valore a una variabile, non scrivere spazi: {assigned}.",
      },
    ],
  },
  member: {
    title: [{ en: "There is no “{name}” here", fr: "Il n'y a pas de « {name} » ici", de: "Hier gibt es kein „{name}“", it: "Qui non c'è «{name}»" }],
    what: [
      {
        en: "The program asks a value for “{name}”, but a value of this kind has nothing of that name.",
        fr: "Le programme demande « {name} » à une valeur, mais une valeur de ce genre n'a rien de ce nom.",
        de: "Das Programm fragt einen Wert nach „{name}“, aber ein Wert dieser Art hat nichts, das so heisst.",
        it: "Il programma chiede «{name}» a un valore, ma un valore di questo tipo non ha niente che si chiami così.",
      },
    ],
    tries: [DID_YOU_MEAN, SPELLING, PRINT_BEFORE],
  },
  nothing: {
    title: [
      { en: "“{name}” has no value", fr: "« {name} » n'a pas de valeur", de: "„{name}“ hat keinen Wert", it: "«{name}» non ha un valore" },
      { en: "There is no value here", fr: "Il n'y a pas de valeur ici", de: "Hier ist kein Wert", it: "Qui non c'è un valore" },
    ],
    what: [
      {
        en: "The program wants to use a value, but it is {empty}: that means there is nothing in it.",
        fr: "Le programme veut utiliser une valeur, mais elle est {empty} : cela veut dire qu'il n'y a rien dedans.",
        de: "Das Programm will einen Wert benutzen, aber er ist {empty}: Das heisst, es ist nichts darin.",
        it: "Il programma vuole usare un valore, ma è {empty}: vuol dire che dentro non c'è niente.",
      },
      {
        en: "The program wants to use a value, but there is nothing in it.",
        fr: "Le programme veut utiliser une valeur, mais il n'y a rien dedans.",
        de: "Das Programm will einen Wert benutzen, aber es ist nichts darin.",
        it: "Il programma vuole usare un valore, ma dentro non c'è niente.",
      },
    ],
    tries: [
      {
        en: "Where should it get its value? A name may be spelled differently there.",
        fr: "Où devrait-elle recevoir sa valeur ? Un nom y est peut-être écrit autrement.",
        de: "Wo sollte er seinen Wert bekommen? Vielleicht ist dort ein Name anders geschrieben.",
        it: "Dove dovrebbe ricevere il suo valore? Forse lì un nome è scritto in un altro modo.",
      },
      PRINT_BEFORE,
    ],
  },
  maybeNothing: {
    title: [{ en: "There may be no value here", fr: "Il n'y a peut-être pas de valeur ici", de: "Hier ist vielleicht kein Wert", it: "Qui forse non c'è un valore" }],
    what: [
      {
        en: "This value can be {empty}: then there is nothing in it that could be used.",
        fr: "Cette valeur peut être {empty} : alors il n'y a rien dedans à utiliser.",
        de: "Dieser Wert kann {empty} sein: Dann ist nichts darin, das man benutzen könnte.",
        it: "Questo valore può essere {empty}: allora dentro non c'è niente da usare.",
      },
    ],
    tries: [
      {
        en: "Ask with “if” first whether there is a value.",
        fr: "Demande d'abord avec « if » s'il y a une valeur.",
        de: "Frage zuerst mit „if“, ob ein Wert da ist.",
        it: "Chiedi prima con «if» se c'è un valore.",
      },
    ],
  },
  noMain: {
    title: [{ en: "The program has no “main”", fr: "Le programme n'a pas de « main »", de: "Das Programm hat kein „main“", it: "Il programma non ha un «main»" }],
    what: [
      {
        en: "In this language a program begins in the function “main”, and there is none.",
        fr: "Dans ce langage, un programme commence dans la fonction « main », et il n'y en a pas.",
        de: "In dieser Sprache beginnt ein Programm in der Funktion „main“, und es gibt keine.",
        it: "In questo linguaggio un programma comincia nella funzione «main», e non c'è.",
      },
    ],
    tries: [SPELLING],
  },
  outside: {
    title: [{ en: "This stands outside of “main”", fr: "Ceci est en dehors de « main »", de: "Das steht ausserhalb von „main“", it: "Questo sta fuori da «main»" }],
    what: [
      {
        en: "In this language commands stand between the braces of {main}: only there they are carried out.",
        fr: "Dans ce langage, les commandes s'écrivent entre les accolades de {main} : elles ne sont exécutées que là.",
        de: "In dieser Sprache stehen Befehle zwischen den geschweiften Klammern von {main}: Nur dort werden sie ausgeführt.",
        it: "In questo linguaggio i comandi stanno tra le parentesi graffe di {main}: solo lì vengono eseguiti.",
      },
    ],
    tries: [
      { en: "Write the line between the braces of “main”.", fr: "Écris la ligne entre les accolades de « main ».", de: "Schreib die Zeile zwischen die geschweiften Klammern von „main“.", it: "Scrivi la riga tra le parentesi graffe di «main»." },
      { en: "Does a } in a line before end “main” too early?", fr: "Un } dans une ligne d'avant termine-t-il « main » trop tôt ?", de: "Beendet eine } in einer Zeile davor „main“ zu früh?", it: "Una } in una riga prima chiude «main» troppo presto?" },
    ],
  },
  exit: {
    title: [{ en: "The program ended with a fault", fr: "Le programme s'est terminé avec une erreur", de: "Das Programm endete mit einem Fehler", it: "Il programma è finito con un errore" }],
    what: [
      {
        en: "It ended with the status {status}; only 0 means that all went well.",
        fr: "Il s'est terminé avec le statut {status} ; seul 0 veut dire que tout va bien.",
        de: "Es endete mit dem Status {status}; nur 0 heisst, dass alles gut ging.",
        it: "È finito con lo stato {status}; solo 0 vuol dire che è andato tutto bene.",
      },
    ],
    tries: [
      {
        en: "Look at the console: the last lines often say why.",
        fr: "Regarde la console : les dernières lignes disent souvent pourquoi.",
        de: "Schau in die Konsole: Die letzten Zeilen sagen oft, warum.",
        it: "Guarda la console: le ultime righe spesso dicono perché.",
      },
    ],
  },
  notCallable: {
    title: [
      { en: "“{name}” is no function", fr: "« {name} » n'est pas une fonction", de: "„{name}“ ist keine Funktion", it: "«{name}» non è una funzione" },
      { en: "This is no function", fr: "Ce n'est pas une fonction", de: "Das ist keine Funktion", it: "Questa non è una funzione" },
    ],
    what: [
      {
        en: "The program calls something that cannot be called.",
        fr: "Le programme appelle quelque chose qui ne peut pas être appelé.",
        de: "Das Programm ruft etwas auf, das man nicht aufrufen kann.",
        it: "Il programma chiama qualcosa che non si può chiamare.",
      },
    ],
    tries: [
      SPELLING,
      {
        en: "Did you give a variable the same name as a function?",
        fr: "As-tu donné à une variable le même nom qu'à une fonction ?",
        de: "Hast du einer Variable denselben Namen gegeben wie einer Funktion?",
        it: "Hai dato a una variabile lo stesso nome di una funzione?",
      },
    ],
  },
  types: {
    title: [{ en: "These values do not fit together", fr: "Ces valeurs ne vont pas ensemble", de: "Diese Werte passen nicht zusammen", it: "Questi valori non vanno insieme" }],
    what: [
      {
        en: "The program mixes values of different kinds, such as a text and a number, in a way that the language cannot follow.",
        fr: "Le programme mélange des valeurs de genres différents, comme un texte et un nombre, d'une façon que le langage ne comprend pas.",
        de: "Das Programm mischt Werte verschiedener Art, etwa Text und Zahl, so, dass die Sprache nicht folgen kann.",
        it: "Il programma mescola valori di tipo diverso, per esempio un testo e un numero, in un modo che il linguaggio non capisce.",
      },
    ],
    tries: [
      {
        en: "Make both the same kind: {toText} makes a text, {toNumber} a number.",
        fr: "Mets-les du même genre : {toText} donne un texte, {toNumber} un nombre.",
        de: "Mach beide gleich: {toText} macht einen Text, {toNumber} eine Zahl.",
        it: "Rendili dello stesso tipo: {toText} fa un testo, {toNumber} un numero.",
      },
      PRINT_BEFORE,
    ],
  },
  zero: {
    title: [{ en: "Division by zero", fr: "Division par zéro", de: "Division durch null", it: "Divisione per zero" }],
    what: [
      {
        en: "Nobody can divide by 0, not even a computer.",
        fr: "Personne ne peut diviser par 0, même pas un ordinateur.",
        de: "Durch 0 kann niemand teilen, nicht einmal ein Computer.",
        it: "Nessuno può dividere per 0, nemmeno un computer.",
      },
    ],
    tries: [
      {
        en: "Look at what stands after the division sign: why is it 0?",
        fr: "Regarde ce qui est après le signe de division : pourquoi est-ce 0 ?",
        de: "Schau, was nach dem Teilungszeichen steht: Warum ist es 0?",
        it: "Guarda che cosa c'è dopo il segno di divisione: perché è 0?",
      },
      {
        en: "Ask with “if” first whether it is 0.",
        fr: "Demande d'abord avec « if » si c'est 0.",
        de: "Frage zuerst mit „if“, ob es 0 ist.",
        it: "Chiedi prima con «if» se è 0.",
      },
    ],
  },
  index: {
    title: [{ en: "The list has no such place", fr: "La liste n'a pas cette place", de: "Diesen Platz hat die Liste nicht", it: "La lista non ha questo posto" }],
    what: [
      {
        en: "The program asks for a place that is not in the list. Places are counted from {first}.",
        fr: "Le programme demande une place qui n'est pas dans la liste. Les places se comptent à partir de {first}.",
        de: "Das Programm fragt nach einem Platz, den es in der Liste nicht gibt. Plätze zählt man ab {first}.",
        it: "Il programma chiede un posto che nella lista non c'è. I posti si contano da {first}.",
      },
      {
        en: "The program asks for a place that is not in the list.",
        fr: "Le programme demande une place qui n'est pas dans la liste.",
        de: "Das Programm fragt nach einem Platz, den es in der Liste nicht gibt.",
        it: "Il programma chiede un posto che nella lista non c'è.",
      },
    ],
    tries: [
      {
        en: "Print how long the list is, and which place you ask for.",
        fr: "Affiche la longueur de la liste et la place que tu demandes.",
        de: "Gib aus, wie lang die Liste ist und nach welchem Platz du fragst.",
        it: "Stampa quanto è lunga la lista e quale posto chiedi.",
      },
    ],
  },
  key: {
    title: [
      { en: "There is no entry {name}", fr: "Il n'y a pas d'entrée {name}", de: "Es gibt keinen Eintrag {name}", it: "Non c'è la voce {name}" },
      { en: "There is no such entry", fr: "Il n'y a pas cette entrée", de: "Diesen Eintrag gibt es nicht", it: "Questa voce non c'è" },
    ],
    what: [
      {
        en: "The program looks something up, and nothing is kept under that name.",
        fr: "Le programme cherche quelque chose, mais rien n'est rangé sous ce nom.",
        de: "Das Programm schlägt etwas nach, aber unter diesem Namen ist nichts abgelegt.",
        it: "Il programma cerca qualcosa, ma sotto questo nome non c'è niente.",
      },
    ],
    tries: [SPELLING, PRINT_BEFORE],
  },
  count: {
    title: [
      { en: "Wrong number of values for “{name}”", fr: "Mauvais nombre de valeurs pour « {name} »", de: "Falsche Anzahl Werte für „{name}“", it: "Numero di valori sbagliato per «{name}»" },
      { en: "Wrong number of values", fr: "Mauvais nombre de valeurs", de: "Falsche Anzahl Werte", it: "Numero di valori sbagliato" },
    ],
    what: [
      {
        en: "The function was given {given}, and it takes {wanted}.",
        fr: "La fonction a reçu {given}, et elle prend {wanted}.",
        de: "Die Funktion bekam {given}, und sie braucht {wanted}.",
        it: "La funzione ha ricevuto {given}, e prende {wanted}.",
      },
      {
        en: "The function was called with a number of values that does not fit it.",
        fr: "La fonction a été appelée avec un nombre de valeurs qui ne lui convient pas.",
        de: "Die Funktion wurde mit einer Anzahl von Werten aufgerufen, die nicht zu ihr passt.",
        it: "La funzione è stata chiamata con un numero di valori che non va bene.",
      },
    ],
    tries: [IN_BRACKETS, LOOK_UP],
  },
  few: {
    title: [{ en: "A value is missing in the call", fr: "Il manque une valeur dans l'appel", de: "Beim Aufruf fehlt ein Wert", it: "Nella chiamata manca un valore" }],
    what: [
      {
        en: "The function needs “{name}”, and was not given it.",
        fr: "La fonction a besoin de « {name} », et ne l'a pas reçu.",
        de: "Die Funktion braucht „{name}“ und hat es nicht bekommen.",
        it: "La funzione ha bisogno di «{name}», e non l'ha ricevuto.",
      },
      {
        en: "The function needs more values than it was given.",
        fr: "La fonction a besoin de plus de valeurs qu'elle n'en a reçu.",
        de: "Die Funktion braucht mehr Werte, als sie bekommen hat.",
        it: "La funzione ha bisogno di più valori di quelli ricevuti.",
      },
    ],
    tries: [IN_BRACKETS],
  },
  many: {
    title: [{ en: "Too many values in the call", fr: "Trop de valeurs dans l'appel", de: "Zu viele Werte beim Aufruf", it: "Troppi valori nella chiamata" }],
    what: [
      {
        en: "The function was given more values than it takes.",
        fr: "La fonction a reçu plus de valeurs qu'elle n'en prend.",
        de: "Die Funktion bekam mehr Werte, als sie braucht.",
        it: "La funzione ha ricevuto più valori di quelli che prende.",
      },
    ],
    tries: [IN_BRACKETS],
  },
  most: {
    title: [{ en: "This number is too big", fr: "Ce nombre est trop grand", de: "Diese Zahl ist zu gross", it: "Questo numero è troppo grande" }],
    what: [
      {
        en: "“{name}” may be at most {limit}, and it was {given}.",
        fr: "« {name} » peut être au plus {limit}, et c'était {given}.",
        de: "„{name}“ darf höchstens {limit} sein und war {given}.",
        it: "«{name}» può essere al massimo {limit}, ed era {given}.",
      },
    ],
    tries: [{ en: "Use a smaller number.", fr: "Utilise un nombre plus petit.", de: "Nimm eine kleinere Zahl.", it: "Usa un numero più piccolo." }],
  },
  least: {
    title: [{ en: "This number is too small", fr: "Ce nombre est trop petit", de: "Diese Zahl ist zu klein", it: "Questo numero è troppo piccolo" }],
    what: [
      {
        en: "“{name}” must be at least {limit}, and it was {given}.",
        fr: "« {name} » doit être au moins {limit}, et c'était {given}.",
        de: "„{name}“ muss mindestens {limit} sein und war {given}.",
        it: "«{name}» deve essere almeno {limit}, ed era {given}.",
      },
    ],
    tries: [{ en: "Use a bigger number.", fr: "Utilise un nombre plus grand.", de: "Nimm eine grössere Zahl.", it: "Usa un numero più grande." }],
  },
  word: {
    title: [{ en: "“{name}” does not know this word", fr: "« {name} » ne connaît pas ce mot", de: "„{name}“ kennt dieses Wort nicht", it: "«{name}» non conosce questa parola" }],
    what: [
      {
        en: "“{name}” must be one of {values}, and it was {given}.",
        fr: "« {name} » doit être parmi {values}, et c'était {given}.",
        de: "„{name}“ muss eines sein von {values} und war {given}.",
        it: "«{name}» deve essere uno tra {values}, ed era {given}.",
      },
    ],
    tries: [
      {
        en: "Take one of these words, spelled exactly so.",
        fr: "Prends un de ces mots, écrit exactement ainsi.",
        de: "Nimm eines dieser Wörter, genau so geschrieben.",
        it: "Prendi una di queste parole, scritta proprio così.",
      },
    ],
  },
  argument: {
    title: [
      { en: "“{name}” cannot be {given}", fr: "« {name} » ne peut pas être {given}", de: "„{name}“ kann nicht {given} sein", it: "«{name}» non può essere {given}" },
      { en: "A value does not fit the function", fr: "Une valeur ne convient pas à la fonction", de: "Ein Wert passt nicht zur Funktion", it: "Un valore non va bene per la funzione" },
    ],
    what: [
      {
        en: "The function was given a value of a kind that it does not take.",
        fr: "La fonction a reçu une valeur d'un genre qu'elle ne prend pas.",
        de: "Die Funktion bekam einen Wert einer Art, die sie nicht nimmt.",
        it: "La funzione ha ricevuto un valore di un tipo che non prende.",
      },
    ],
    tries: [
      IN_BRACKETS,
      {
        en: "For “{name}”: numbers stand without quotes, texts with quotes.",
        fr: "Pour « {name} » : les nombres s'écrivent sans guillemets, les textes avec.",
        de: "Für „{name}“: Zahlen stehen ohne Anführungszeichen, Texte mit.",
        it: "Per «{name}»: i numeri si scrivono senza virgolette, i testi con.",
      },
    ],
  },
  noNumber: {
    title: [{ en: "This text is no number", fr: "Ce texte n'est pas un nombre", de: "Dieser Text ist keine Zahl", it: "Questo testo non è un numero" }],
    what: [
      {
        en: "The program wants to make a number of {given}, and that does not work.",
        fr: "Le programme veut faire un nombre de {given}, et cela ne marche pas.",
        de: "Das Programm will aus {given} eine Zahl machen, und das geht nicht.",
        it: "Il programma vuole fare un numero da {given}, e non funziona.",
      },
    ],
    tries: [
      {
        en: "Only digits may be in it, with a sign in front.",
        fr: "Il ne peut contenir que des chiffres, avec un signe devant.",
        de: "Nur Ziffern dürfen darin sein, vorne ein Vorzeichen.",
        it: "Può contenere solo cifre, con un segno davanti.",
      },
      PRINT_BEFORE,
    ],
  },
  value: {
    title: [{ en: "A value does not fit", fr: "Une valeur ne convient pas", de: "Ein Wert passt nicht", it: "Un valore non va bene" }],
    what: [
      {
        en: "The kind of value is right, but not this very value.",
        fr: "Le genre de valeur est juste, mais pas cette valeur-là.",
        de: "Die Art des Werts stimmt, aber nicht gerade dieser Wert.",
        it: "Il tipo di valore è giusto, ma non proprio questo valore.",
      },
    ],
    tries: [READ_ON, PRINT_BEFORE],
  },
  constant: {
    title: [
      { en: "“{name}” cannot be changed", fr: "« {name} » ne peut pas être changé", de: "„{name}“ kann man nicht ändern", it: "«{name}» non si può cambiare" },
      { en: "This cannot be changed", fr: "Cela ne peut pas être changé", de: "Das kann man nicht ändern", it: "Questo non si può cambiare" },
    ],
    what: [
      {
        en: "It was made so that it always stays the same.",
        fr: "Il a été créé pour rester toujours le même.",
        de: "Es wurde so gemacht, dass es immer gleich bleibt.",
        it: "È stato creato per restare sempre uguale.",
      },
    ],
    tries: [
      {
        en: "If it was made with “const” and has to change, make it with “let”.",
        fr: "S'il a été créé avec « const » et doit changer, crée-le avec « let ».",
        de: "Wenn es mit „const“ angelegt ist und sich ändern soll, leg es mit „let“ an.",
        it: "Se è creato con «const» e deve cambiare, crealo con «let».",
      },
    ],
  },
  fixed: {
    title: [{ en: "This cannot be changed", fr: "Cela ne peut pas être changé", de: "Das kann man nicht ändern", it: "Questo non si può cambiare" }],
    what: [
      {
        en: "It was made so that it always stays the same.",
        fr: "Il a été créé pour rester toujours le même.",
        de: "Es wurde so gemacht, dass es immer gleich bleibt.",
        it: "È stato creato per restare sempre uguale.",
      },
    ],
    tries: [
      { en: "Make a new value instead of changing this one.", fr: "Crée une nouvelle valeur au lieu de changer celle-ci.", de: "Mach einen neuen Wert, statt diesen zu ändern.", it: "Crea un nuovo valore invece di cambiare questo." },
    ],
  },
  early: {
    title: [{ en: "“{name}” is used too early", fr: "« {name} » est utilisé trop tôt", de: "„{name}“ wird zu früh benutzt", it: "«{name}» è usato troppo presto" }],
    what: [
      {
        en: "At this point “{name}” has no value yet: it gets it later, or not on every way.",
        fr: "À cet endroit, « {name} » n'a pas encore de valeur : il la reçoit plus tard, ou pas toujours.",
        de: "An dieser Stelle hat „{name}“ noch keinen Wert: Es bekommt ihn erst später, oder nicht auf jedem Weg.",
        it: "In questo punto «{name}» non ha ancora un valore: lo riceve dopo, o non sempre.",
      },
    ],
    tries: [{ en: "Give it a value in a line before this one.", fr: "Donne-lui une valeur dans une ligne avant celle-ci.", de: "Gib ihm in einer Zeile davor einen Wert.", it: "Dagli un valore in una riga prima di questa." }],
  },
  twice: {
    title: [
      { en: "“{name}” is made twice", fr: "« {name} » est créé deux fois", de: "„{name}“ wird zweimal angelegt", it: "«{name}» è creato due volte" },
      { en: "A name is made twice", fr: "Un nom est créé deux fois", de: "Ein Name wird zweimal angelegt", it: "Un nome è creato due volte" },
    ],
    what: [
      {
        en: "The same name is declared again where it already stands for something.",
        fr: "Le même nom est déclaré encore une fois alors qu'il désigne déjà quelque chose.",
        de: "Derselbe Name wird noch einmal angelegt, obwohl er schon für etwas steht.",
        it: "Lo stesso nome è dichiarato di nuovo dove indica già qualcosa.",
      },
    ],
    tries: [
      { en: "Choose another name for one of the two.", fr: "Choisis un autre nom pour l'un des deux.", de: "Wähle für eines der beiden einen anderen Namen.", it: "Scegli un altro nome per uno dei due." },
      {
        en: "To change the value, write the name without the word in front of it (such as “let”).",
        fr: "Pour changer la valeur, écris le nom sans le mot devant (par exemple « let »).",
        de: "Um den Wert zu ändern, schreibe den Namen ohne das Wort davor (wie „let“).",
        it: "Per cambiare il valore, scrivi il nome senza la parola davanti (come «let»).",
      },
    ],
  },
  iterate: {
    title: [{ en: "This cannot be gone through", fr: "On ne peut pas parcourir cela", de: "Das kann man nicht durchgehen", it: "Questo non si può percorrere" }],
    what: [
      {
        en: "The loop wants to go through a list, but this value is none.",
        fr: "La boucle veut parcourir une liste, mais cette valeur n'en est pas une.",
        de: "Die Schleife will eine Liste durchgehen, aber dieser Wert ist keine.",
        it: "Il ciclo vuole percorrere una lista, ma questo valore non lo è.",
      },
    ],
    tries: [PRINT_BEFORE, { en: "To count, Python has “range(5)”.", fr: "Pour compter, Python a « range(5) ».", de: "Zum Zählen hat Python „range(5)“.", it: "Per contare, Python ha «range(5)»." }],
  },
  noList: {
    title: [{ en: "This cannot be gone through", fr: "On ne peut pas parcourir cela", de: "Das kann man nicht durchgehen", it: "Questo non si può percorrere" }],
    what: [
      {
        en: "The loop wants to go through a list, but this value is none.",
        fr: "La boucle veut parcourir une liste, mais cette valeur n'en est pas une.",
        de: "Die Schleife will eine Liste durchgehen, aber dieser Wert ist keine.",
        it: "Il ciclo vuole percorrere una lista, ma questo valore non lo è.",
      },
    ],
    tries: [PRINT_BEFORE],
  },
  unset: {
    title: [{ en: "“{name}” was given no value", fr: "« {name} » n'a pas reçu de valeur", de: "„{name}“ bekam keinen Wert", it: "«{name}» non ha ricevuto un valore" }],
    what: [
      {
        en: "What was given to the function is {empty}: that means there is nothing in it.",
        fr: "Ce que la fonction a reçu est {empty} : cela veut dire qu'il n'y a rien dedans.",
        de: "Was die Funktion bekam, ist {empty}: Das heisst, es ist nichts darin.",
        it: "Quello che la funzione ha ricevuto è {empty}: vuol dire che dentro non c'è niente.",
      },
    ],
    tries: [QUOTES, EARLIER, SPELLING],
  },
  module: {
    title: [{ en: "“{name}” is not installed here", fr: "« {name} » n'est pas installé ici", de: "„{name}“ ist hier nicht vorhanden", it: "«{name}» qui non c'è" }],
    what: [
      {
        en: "The program wants to load “{name}”, and it cannot be found.",
        fr: "Le programme veut charger « {name} », et il est introuvable.",
        de: "Das Programm will „{name}“ laden, und es ist nicht zu finden.",
        it: "Il programma vuole caricare «{name}», e non si trova.",
      },
    ],
    tries: [{ en: "Do it without: the game's functions are there by themselves.", fr: "Fais sans : les fonctions du jeu sont là d'elles-mêmes.", de: "Mach es ohne: Die Funktionen des Spiels sind von selbst da.", it: "Fai senza: le funzioni del gioco ci sono già." }, SPELLING],
  },
  raised: {
    title: [{ en: "The program raised an error itself", fr: "Le programme a lui-même lancé une erreur", de: "Das Programm hat selbst einen Fehler ausgelöst", it: "Il programma ha lanciato lui stesso un errore" }],
    what: [
      {
        en: "This line says that something is wrong, and nothing in the program catches it.",
        fr: "Cette ligne dit que quelque chose ne va pas, et rien dans le programme ne l'attrape.",
        de: "Diese Zeile sagt, dass etwas nicht stimmt, und nichts im Programm fängt das auf.",
        it: "Questa riga dice che qualcosa non va, e niente nel programma lo cattura.",
      },
    ],
    tries: [READ_ON],
  },
  assertion: {
    title: [{ en: "Something is not as expected", fr: "Quelque chose n'est pas comme prévu", de: "Etwas ist nicht wie erwartet", it: "Qualcosa non è come previsto" }],
    what: [
      {
        en: "The program checks something in this line, and it is not so.",
        fr: "Le programme vérifie quelque chose dans cette ligne, et ce n'est pas le cas.",
        de: "Das Programm prüft in dieser Zeile etwas, und es ist nicht so.",
        it: "Il programma controlla qualcosa in questa riga, e non è così.",
      },
    ],
    tries: [PRINT_BEFORE],
  },
  inputEnd: {
    title: [{ en: "There is no more input", fr: "Il n'y a plus d'entrée", de: "Es kommt keine Eingabe mehr", it: "Non c'è più input" }],
    what: [
      {
        en: "The program wants to read a line, but the end of the input was reached.",
        fr: "Le programme veut lire une ligne, mais la fin de l'entrée est atteinte.",
        de: "Das Programm will eine Zeile lesen, aber die Eingabe ist zu Ende.",
        it: "Il programma vuole leggere una riga, ma l'input è finito.",
      },
    ],
    tries: [{ en: "Run it again and answer each question.", fr: "Relance-le et réponds à chaque question.", de: "Starte es noch einmal und beantworte jede Frage.", it: "Avvialo di nuovo e rispondi a ogni domanda." }],
  },
  deep: {
    title: [{ en: "A function calls itself again and again", fr: "Une fonction s'appelle encore et encore", de: "Eine Funktion ruft sich immer wieder selbst auf", it: "Una funzione chiama sé stessa di continuo" }],
    what: [
      {
        en: "Calls went so deep into each other that there was no room left.",
        fr: "Les appels se sont emboîtés si profondément qu'il n'y avait plus de place.",
        de: "Die Aufrufe gingen so tief ineinander, dass kein Platz mehr war.",
        it: "Le chiamate sono andate così a fondo l'una nell'altra che non c'era più posto.",
      },
    ],
    tries: [
      {
        en: "A function that calls itself needs an “if” that ends it.",
        fr: "Une fonction qui s'appelle elle-même a besoin d'un « if » qui l'arrête.",
        de: "Eine Funktion, die sich selbst aufruft, braucht ein „if“, das sie beendet.",
        it: "Una funzione che chiama sé stessa ha bisogno di un «if» che la fermi.",
      },
      { en: "To repeat something, a loop is often easier.", fr: "Pour répéter quelque chose, une boucle est souvent plus simple.", de: "Zum Wiederholen ist eine Schleife oft einfacher.", it: "Per ripetere qualcosa, un ciclo è spesso più semplice." },
    ],
  },
  unused: {
    title: [{ en: "“{name}” is never used", fr: "« {name} » n'est jamais utilisé", de: "„{name}“ wird nie benutzt", it: "«{name}» non è mai usato" }],
    what: [
      {
        en: "Go insists that everything that is made is also used.",
        fr: "Go veut que tout ce qui est créé soit aussi utilisé.",
        de: "Go besteht darauf, dass alles, was angelegt wird, auch benutzt wird.",
        it: "Go vuole che tutto quello che si crea sia anche usato.",
      },
    ],
    tries: [{ en: "Use it, or take the line away.", fr: "Utilise-le, ou enlève la ligne.", de: "Benutze es, oder nimm die Zeile weg.", it: "Usalo, o togli la riga." }],
  },
  noReturn: {
    title: [{ en: "The function gives nothing back", fr: "La fonction ne renvoie rien", de: "Die Funktion gibt nichts zurück", it: "La funzione non restituisce niente" }],
    what: [
      {
        en: "The function promises a result, but can come to its end without “return”.",
        fr: "La fonction promet un résultat, mais peut arriver à sa fin sans « return ».",
        de: "Die Funktion verspricht ein Ergebnis, kann aber ohne „return“ zu Ende kommen.",
        it: "La funzione promette un risultato, ma può arrivare alla fine senza «return».",
      },
    ],
    tries: [{ en: "Add a “return” with a value at its end.", fr: "Ajoute un « return » avec une valeur à la fin.", de: "Füge am Ende ein „return“ mit einem Wert an.", it: "Aggiungi alla fine un «return» con un valore." }],
  },
  unreachable: {
    title: [{ en: "This line is never reached", fr: "Cette ligne n'est jamais atteinte", de: "Diese Zeile wird nie erreicht", it: "Questa riga non è mai raggiunta" }],
    what: [
      {
        en: "What stands before it always leads away, as “return” does.",
        fr: "Ce qui est avant mène toujours ailleurs, comme le fait « return ».",
        de: "Was davor steht, führt immer weg, wie „return“ es tut.",
        it: "Quello che c'è prima porta sempre via, come fa «return».",
      },
    ],
    tries: [{ en: "Move it further up, or take it away.", fr: "Déplace-la plus haut, ou enlève-la.", de: "Verschiebe sie nach oben, oder nimm sie weg.", it: "Spostala più in alto, o toglila." }],
  },
  convert: {
    title: [{ en: "This kind of value does not fit here", fr: "Ce genre de valeur ne convient pas ici", de: "Diese Art Wert passt hier nicht", it: "Questo tipo di valore qui non va bene" }],
    what: [
      {
        en: "A value of one kind stands where another kind is needed, such as a text in place of a number.",
        fr: "Une valeur d'un genre se trouve là où il en faut un autre, comme un texte à la place d'un nombre.",
        de: "Ein Wert einer Art steht, wo eine andere gebraucht wird, etwa ein Text statt einer Zahl.",
        it: "Un valore di un tipo sta dove ne serve un altro, per esempio un testo al posto di un numero.",
      },
    ],
    tries: [READ_ON, { en: "Numbers stand without quotes, texts with quotes.", fr: "Les nombres s'écrivent sans guillemets, les textes avec.", de: "Zahlen stehen ohne Anführungszeichen, Texte mit.", it: "I numeri si scrivono senza virgolette, i testi con." }],
  },
  pointer: {
    title: [{ en: "The program reached into nothing", fr: "Le programme a touché le vide", de: "Das Programm griff ins Leere", it: "Il programma ha toccato il vuoto" }],
    what: [
      {
        en: "A pointer does not lead to anything that belongs to the program.",
        fr: "Un pointeur ne mène à rien qui appartienne au programme.",
        de: "Ein Zeiger führt nicht zu etwas, das dem Programm gehört.",
        it: "Un puntatore non porta a niente che appartenga al programma.",
      },
    ],
    tries: [{ en: "Where does the pointer of this line come from? Does it lead somewhere?", fr: "D'où vient le pointeur de cette ligne ? Mène-t-il quelque part ?", de: "Woher kommt der Zeiger in dieser Zeile? Führt er irgendwohin?", it: "Da dove viene il puntatore di questa riga? Porta da qualche parte?" }],
  },
  aborted: {
    title: [{ en: "The program broke off", fr: "Le programme s'est interrompu", de: "Das Programm brach ab", it: "Il programma si è interrotto" }],
    what: [
      {
        en: "It called “abort”, or it wrote where it may not, past the end of an array say.",
        fr: "Il a appelé « abort », ou il a écrit là où il ne doit pas, après la fin d'un tableau par exemple.",
        de: "Es rief „abort“ auf, oder es schrieb, wohin es nicht darf, etwa über das Ende eines Arrays hinaus.",
        it: "Ha chiamato «abort», o ha scritto dove non può, per esempio oltre la fine di un array.",
      },
    ],
    tries: [{ en: "Check whether arrays and texts are long enough.", fr: "Vérifie si les tableaux et les textes sont assez longs.", de: "Prüfe, ob Arrays und Texte lang genug sind.", it: "Controlla se gli array e i testi sono abbastanza lunghi." }],
  },
  deadlock: {
    title: [{ en: "The program waits for ever", fr: "Le programme attend pour toujours", de: "Das Programm wartet ewig", it: "Il programma aspetta per sempre" }],
    what: [
      {
        en: "Everything in it waits for something that nobody will send.",
        fr: "Tout y attend quelque chose que personne n'enverra.",
        de: "Alles darin wartet auf etwas, das niemand senden wird.",
        it: "Tutto aspetta qualcosa che nessuno manderà.",
      },
    ],
    tries: [],
  },
  condition: {
    title: [{ en: "“if” needs a clear yes or no", fr: "« if » veut un oui ou un non clair", de: "„if“ braucht ein klares Ja oder Nein", it: "«if» vuole un sì o un no chiaro" }],
    what: [
      {
        en: "What stands in the brackets is neither TRUE nor FALSE, or it is more than one value.",
        fr: "Ce qui est entre parenthèses n'est ni TRUE ni FALSE, ou c'est plus d'une valeur.",
        de: "Was in den Klammern steht, ist weder TRUE noch FALSE, oder es ist mehr als ein Wert.",
        it: "Quello che c'è tra parentesi non è né TRUE né FALSE, o è più di un valore.",
      },
    ],
    tries: [PRINT_BEFORE],
  },
  unfinished: {
    title: [{ en: "The program ends too early", fr: "Le programme finit trop tôt", de: "Das Programm hört zu früh auf", it: "Il programma finisce troppo presto" }],
    what: [
      {
        en: "“{open}” in line {from} is never finished: “{close}” is missing.",
        fr: "« {open} » à la ligne {from} n'est jamais terminé : il manque « {close} ».",
        de: "„{open}“ in Zeile {from} wird nie beendet: „{close}“ fehlt.",
        it: "«{open}» alla riga {from} non finisce mai: manca «{close}».",
      },
      {
        en: "Something that was begun is never finished: “{close}” is missing.",
        fr: "Quelque chose a été commencé et jamais terminé : il manque « {close} ».",
        de: "Etwas wurde begonnen und nie beendet: „{close}“ fehlt.",
        it: "Qualcosa è cominciato e mai finito: manca «{close}».",
      },
      {
        en: "Something that was begun is never finished: a bracket, a text or a block.",
        fr: "Quelque chose a été commencé et jamais terminé : une parenthèse, un texte ou un bloc.",
        de: "Etwas wurde begonnen und nie beendet: eine Klammer, ein Text oder ein Block.",
        it: "Qualcosa è cominciato e mai finito: una parentesi, un testo o un blocco.",
      },
    ],
    tries: [COUNT_PAIRS],
  },
  unclosed: {
    title: [{ en: "“{sign}” is never closed", fr: "« {sign} » n'est jamais fermé", de: "„{sign}“ wird nie geschlossen", it: "«{sign}» non è mai chiuso" }],
    what: [
      {
        en: "The “{sign}” in line {from} has no counterpart that closes it.",
        fr: "Le « {sign} » de la ligne {from} n'a rien qui le ferme.",
        de: "Zum „{sign}“ in Zeile {from} fehlt das Gegenstück, das es schliesst.",
        it: "Il «{sign}» alla riga {from} non ha niente che lo chiuda.",
      },
      {
        en: "The counterpart that closes it is missing.",
        fr: "Il manque ce qui le ferme.",
        de: "Das Gegenstück, das es schliesst, fehlt.",
        it: "Manca quello che lo chiude.",
      },
    ],
    tries: [COUNT_PAIRS],
  },
  quote: {
    title: [{ en: "A text has no end", fr: "Un texte n'a pas de fin", de: "Ein Text hat kein Ende", it: "Un testo non ha fine" }],
    what: [
      {
        en: "A text begins with a quote, and the quote that ends it is missing.",
        fr: "Un texte commence par un guillemet, et il manque celui qui le termine.",
        de: "Ein Text beginnt mit einem Anführungszeichen, und das am Ende fehlt.",
        it: "Un testo comincia con le virgolette, e mancano quelle alla fine.",
      },
    ],
    tries: [
      { en: "Put the same quote at the end of the text.", fr: "Mets le même guillemet à la fin du texte.", de: "Setze dasselbe Zeichen ans Ende des Texts.", it: "Metti le stesse virgolette alla fine del testo." },
    ],
  },
  expected: {
    title: [{ en: "“{sign}” is missing", fr: "Il manque « {sign} »", de: "„{sign}“ fehlt", it: "Manca «{sign}»" }],
    what: [
      {
        en: "The language expects “{sign}” here, or a little before.",
        fr: "Le langage attend « {sign} » ici, ou un peu avant.",
        de: "Die Sprache erwartet hier „{sign}“, oder etwas davor.",
        it: "Il linguaggio si aspetta «{sign}» qui, o un po' prima.",
      },
    ],
    tries: [LINE_BEFORE, SPELLING],
  },
  unexpected: {
    title: [{ en: "“{sign}” does not fit here", fr: "« {sign} » ne va pas ici", de: "„{sign}“ passt hier nicht", it: "«{sign}» qui non va" }],
    what: [
      {
        en: "The language did not expect “{sign}” at this place. Mostly something is missing before it.",
        fr: "Le langage n'attendait pas « {sign} » à cet endroit. Le plus souvent, il manque quelque chose avant.",
        de: "Die Sprache hat „{sign}“ hier nicht erwartet. Meist fehlt etwas davor.",
        it: "Il linguaggio non si aspettava «{sign}» in questo punto. Di solito prima manca qualcosa.",
      },
    ],
    tries: [COUNT_PAIRS, LINE_BEFORE],
  },
  surplus: {
    title: [
      { en: "One “{sign}” too many", fr: "Un « {sign} » de trop", de: "Ein „{sign}“ zu viel", it: "Un «{sign}» di troppo" },
      { en: "One bracket too many", fr: "Une parenthèse de trop", de: "Eine Klammer zu viel", it: "Una parentesi di troppo" },
    ],
    what: [
      {
        en: "This “{sign}” closes something that was never opened.",
        fr: "Ce « {sign} » ferme quelque chose qui n'a jamais été ouvert.",
        de: "Dieses „{sign}“ schliesst etwas, das nie geöffnet wurde.",
        it: "Questo «{sign}» chiude qualcosa che non è mai stato aperto.",
      },
      {
        en: "A bracket closes something that was never opened.",
        fr: "Une parenthèse ferme quelque chose qui n'a jamais été ouvert.",
        de: "Eine Klammer schliesst etwas, das nie geöffnet wurde.",
        it: "Una parentesi chiude qualcosa che non è mai stato aperto.",
      },
    ],
    tries: [COUNT_PAIRS],
  },
  mismatch: {
    title: [{ en: "These brackets do not belong together", fr: "Ces parenthèses ne vont pas ensemble", de: "Diese Klammern gehören nicht zusammen", it: "Queste parentesi non vanno insieme" }],
    what: [
      {
        en: "“{open}” was opened, and “{close}” wants to close it.",
        fr: "« {open} » a été ouvert, et « {close} » veut le fermer.",
        de: "„{open}“ wurde geöffnet, und „{close}“ will schliessen.",
        it: "È stato aperto «{open}», e «{close}» vuole chiuderlo.",
      },
      {
        en: "“{close}” closes something that was opened by another bracket.",
        fr: "« {close} » ferme quelque chose qu'une autre parenthèse a ouvert.",
        de: "„{close}“ schliesst etwas, das von einer anderen Klammer geöffnet wurde.",
        it: "«{close}» chiude qualcosa aperto da un'altra parentesi.",
      },
    ],
    tries: [COUNT_PAIRS],
  },
  indentMissing: {
    title: [{ en: "This line must be indented", fr: "Cette ligne doit être en retrait", de: "Diese Zeile muss eingerückt sein", it: "Questa riga deve essere rientrata" }],
    what: [
      {
        en: "After the “:” in line {from} comes what belongs to it, further to the right.",
        fr: "Après le « : » de la ligne {from} vient ce qui lui appartient, plus à droite.",
        de: "Nach dem „:“ in Zeile {from} kommt, was dazugehört, weiter rechts.",
        it: "Dopo il «:» alla riga {from} viene quello che le appartiene, più a destra.",
      },
      {
        en: "After a line with “:” comes what belongs to it, further to the right.",
        fr: "Après une ligne avec « : » vient ce qui lui appartient, plus à droite.",
        de: "Nach einer Zeile mit „:“ kommt, was dazugehört, weiter rechts.",
        it: "Dopo una riga con «:» viene quello che le appartiene, più a destra.",
      },
    ],
    tries: [
      { en: "Put four spaces in front of the line.", fr: "Mets quatre espaces devant la ligne.", de: "Setze vier Leerzeichen vor die Zeile.", it: "Metti quattro spazi davanti alla riga." },
      { en: "If nothing is to happen there yet, write “pass”.", fr: "S'il ne doit encore rien s'y passer, écris « pass ».", de: "Wenn dort noch nichts geschehen soll, schreibe „pass“.", it: "Se lì non deve ancora succedere niente, scrivi «pass»." },
    ],
  },
  indentSurplus: {
    title: [{ en: "This line is indented too far", fr: "Cette ligne est trop en retrait", de: "Diese Zeile ist zu weit eingerückt", it: "Questa riga è rientrata troppo" }],
    what: [
      {
        en: "It stands further to the right than the lines before, and nothing there asks for it.",
        fr: "Elle est plus à droite que les lignes d'avant, et rien ne le demande.",
        de: "Sie steht weiter rechts als die Zeilen davor, und nichts dort verlangt das.",
        it: "Sta più a destra delle righe prima, e niente lo richiede.",
      },
    ],
    tries: [{ en: "Take away the spaces at its beginning.", fr: "Enlève les espaces au début.", de: "Nimm die Leerzeichen am Anfang weg.", it: "Togli gli spazi all'inizio." }],
  },
  indentUneven: {
    title: [{ en: "The lines are not indented evenly", fr: "Les retraits ne sont pas réguliers", de: "Die Zeilen sind ungleich eingerückt", it: "I rientri non sono uguali" }],
    what: [
      {
        en: "This line begins at a place where no line before it does.",
        fr: "Cette ligne commence là où aucune ligne d'avant ne commence.",
        de: "Diese Zeile beginnt an einer Stelle, an der keine davor beginnt.",
        it: "Questa riga comincia in un punto dove nessuna prima comincia.",
      },
    ],
    tries: [{ en: "Lines that belong together have the same spaces in front.", fr: "Les lignes qui vont ensemble ont les mêmes espaces devant.", de: "Zeilen, die zusammengehören, haben gleich viele Leerzeichen davor.", it: "Le righe che vanno insieme hanno gli stessi spazi davanti." }],
  },
  tabs: {
    title: [{ en: "Tabs and spaces are mixed", fr: "Tabulations et espaces sont mélangés", de: "Tabulatoren und Leerzeichen sind gemischt", it: "Tabulazioni e spazi sono mescolati" }],
    what: [
      {
        en: "They look the same, but Python tells them apart.",
        fr: "Ils se ressemblent, mais Python les distingue.",
        de: "Sie sehen gleich aus, aber Python unterscheidet sie.",
        it: "Sembrano uguali, ma Python li distingue.",
      },
    ],
    tries: [{ en: "Use only spaces in front of lines, four for each level.", fr: "N'utilise que des espaces devant les lignes, quatre par niveau.", de: "Nimm vor Zeilen nur Leerzeichen, vier für jede Stufe.", it: "Usa solo spazi davanti alle righe, quattro per livello." }],
  },
  equals: {
    title: [{ en: "= or ==?", fr: "= ou == ?", de: "= oder ==?", it: "= o ==?" }],
    what: [
      {
        en: "One = gives a value, two == compare. Here something gets a value that cannot get one.",
        fr: "Un = donne une valeur, deux == comparent. Ici, quelque chose reçoit une valeur alors qu'il ne peut pas.",
        de: "Ein = gibt einen Wert, zwei == vergleichen. Hier soll etwas einen Wert bekommen, das keinen haben kann.",
        it: "Un = dà un valore, due == confrontano. Qui qualcosa che non può averlo dovrebbe ricevere un valore.",
      },
    ],
    tries: [{ en: "To compare, write ==.", fr: "Pour comparer, écris ==.", de: "Zum Vergleichen schreibe ==.", it: "Per confrontare, scrivi ==." }],
  },
  syntax: {
    title: [{ en: "The language cannot read this line", fr: "Le langage ne peut pas lire cette ligne", de: "Die Sprache kann diese Zeile nicht lesen", it: "Il linguaggio non riesce a leggere questa riga" }],
    what: [
      {
        en: "Something is missing, is too much, or is spelled in a way that the language does not know. The program has not begun.",
        fr: "Quelque chose manque, est de trop, ou est écrit d'une façon que le langage ne connaît pas. Le programme n'a pas commencé.",
        de: "Etwas fehlt, ist zu viel oder so geschrieben, dass die Sprache es nicht kennt. Das Programm hat nicht begonnen.",
        it: "Qualcosa manca, è di troppo, o è scritto in un modo che il linguaggio non conosce. Il programma non è cominciato.",
      },
    ],
    tries: [SPELLING, COUNT_PAIRS, LINE_BEFORE],
  },
  refused: {
    title: [{ en: "The game says no", fr: "Le jeu dit non", de: "Das Spiel sagt nein", it: "Il gioco dice di no" }],
    what: [
      {
        en: "The program asked the game for something that it does not do now.",
        fr: "Le programme a demandé au jeu quelque chose qu'il ne fait pas maintenant.",
        de: "Das Programm verlangte vom Spiel etwas, das es jetzt nicht tut.",
        it: "Il programma ha chiesto al gioco qualcosa che adesso non fa.",
      },
    ],
    tries: [
      { en: "Look at the stage: what is different from what you thought?", fr: "Regarde la scène : qu'est-ce qui est différent de ce que tu pensais ?", de: "Schau auf die Bühne: Was ist anders, als du dachtest?", it: "Guarda la scena: che cosa è diverso da quello che pensavi?" },
      { en: "Ask first whether it is possible, with “if”.", fr: "Demande d'abord si c'est possible, avec « if ».", de: "Frage zuerst mit „if“, ob es möglich ist.", it: "Chiedi prima se è possibile, con «if»." },
    ],
  },
  memory: {
    title: [{ en: "The program needs too much memory", fr: "Le programme a besoin de trop de mémoire", de: "Das Programm braucht zu viel Speicher", it: "Il programma ha bisogno di troppa memoria" }],
    what: [
      {
        en: "It kept more and more, until there was no room left, and was ended.",
        fr: "Il a gardé de plus en plus de choses, jusqu'à ne plus avoir de place, et a été arrêté.",
        de: "Es behielt immer mehr, bis kein Platz mehr war, und wurde beendet.",
        it: "Ha tenuto sempre più cose, finché non c'era più posto, ed è stato fermato.",
      },
    ],
    tries: [
      SMALLER,
      { en: "A function that calls itself without end needs memory too.", fr: "Une fonction qui s'appelle sans fin a aussi besoin de mémoire.", de: "Auch eine Funktion, die sich endlos selbst aufruft, braucht Speicher.", it: "Anche una funzione che chiama sé stessa senza fine ha bisogno di memoria." },
    ],
  },
  cpu: {
    title: [{ en: "The program computed for too long", fr: "Le programme a calculé trop longtemps", de: "Das Programm hat zu lange gerechnet", it: "Il programma ha calcolato troppo a lungo" }],
    what: [
      {
        en: "It computed for a long time without a word to the game, and was ended. Mostly that is a loop without end.",
        fr: "Il a calculé longtemps sans rien dire au jeu, et a été arrêté. Le plus souvent, c'est une boucle sans fin.",
        de: "Es rechnete lange, ohne dem Spiel etwas zu sagen, und wurde beendet. Meist ist das eine Schleife ohne Ende.",
        it: "Ha calcolato a lungo senza dire niente al gioco, ed è stato fermato. Di solito è un ciclo senza fine.",
      },
    ],
    tries: [
      { en: "Does each loop come to its end? What makes it stop?", fr: "Chaque boucle finit-elle ? Qu'est-ce qui l'arrête ?", de: "Kommt jede Schleife zu ihrem Ende? Was hält sie an?", it: "Ogni ciclo arriva alla fine? Che cosa lo ferma?" },
    ],
  },
  processes: {
    title: [{ en: "Too many programs at once", fr: "Trop de programmes à la fois", de: "Zu viele Programme auf einmal", it: "Troppi programmi in una volta" }],
    what: [
      {
        en: "It started more programs or threads than it may, and was ended.",
        fr: "Il a lancé plus de programmes ou de fils qu'il ne peut, et a été arrêté.",
        de: "Es startete mehr Programme oder Threads, als es darf, und wurde beendet.",
        it: "Ha avviato più programmi o thread di quanti può, ed è stato fermato.",
      },
    ],
    tries: [SMALLER],
  },
  files: {
    title: [{ en: "Too many files, or too big ones", fr: "Trop de fichiers, ou trop gros", de: "Zu viele oder zu grosse Dateien", it: "Troppi file, o troppo grandi" }],
    what: [
      {
        en: "It wrote more to files than it may, and was ended.",
        fr: "Il a écrit dans des fichiers plus qu'il ne peut, et a été arrêté.",
        de: "Es schrieb mehr in Dateien, als es darf, und wurde beendet.",
        it: "Ha scritto nei file più di quanto può, ed è stato fermato.",
      },
    ],
    tries: [SMALLER],
  },
  output: {
    title: [{ en: "The program printed too much", fr: "Le programme a trop affiché", de: "Das Programm hat zu viel ausgegeben", it: "Il programma ha stampato troppo" }],
    what: [
      {
        en: "It printed more than anybody can read, and was ended.",
        fr: "Il a affiché plus que personne ne peut lire, et a été arrêté.",
        de: "Es gab mehr aus, als jemand lesen kann, und wurde beendet.",
        it: "Ha stampato più di quanto si possa leggere, ed è stato fermato.",
      },
    ],
    tries: [SMALLER],
  },
  wall: {
    title: [{ en: "The time is over", fr: "Le temps est écoulé", de: "Die Zeit ist um", it: "Il tempo è scaduto" }],
    what: [
      {
        en: "A program may run only so long here, and it was ended.",
        fr: "Un programme ne peut durer qu'un certain temps ici, et il a été arrêté.",
        de: "Ein Programm darf hier nur so lange laufen und wurde beendet.",
        it: "Qui un programma può durare solo un certo tempo, ed è stato fermato.",
      },
    ],
    tries: [{ en: "Run it again.", fr: "Relance-le.", de: "Starte es noch einmal.", it: "Avvialo di nuovo." }],
  },
  limit: {
    title: [{ en: "The program reached a limit", fr: "Le programme a atteint une limite", de: "Das Programm stiess an eine Grenze", it: "Il programma ha raggiunto un limite" }],
    what: [
      { en: "It needed more than it may, and was ended.", fr: "Il lui fallait plus que permis, et il a été arrêté.", de: "Es brauchte mehr, als es darf, und wurde beendet.", it: "Aveva bisogno di più del permesso, ed è stato fermato." },
    ],
    tries: [SMALLER],
  },
  protocol: {
    title: [{ en: "The game cannot be told this", fr: "On ne peut pas dire cela au jeu", de: "Das kann man dem Spiel nicht sagen", it: "Questo non si può dire al gioco" }],
    what: [
      {
        en: "The program sent something that is no command.",
        fr: "Le programme a envoyé quelque chose qui n'est pas une commande.",
        de: "Das Programm hat etwas gesendet, das kein Befehl ist.",
        it: "Il programma ha mandato qualcosa che non è un comando.",
      },
    ],
    tries: [LOOK_UP],
  },
  forbidden: {
    title: [{ en: "Programs may not do this here", fr: "Les programmes n'ont pas le droit de faire cela ici", de: "Das dürfen Programme hier nicht", it: "Qui i programmi non possono farlo" }],
    what: [
      {
        en: "The program asked the system for something that is closed to it, to protect the others.",
        fr: "Le programme a demandé au système quelque chose qui lui est fermé, pour protéger les autres.",
        de: "Das Programm wollte vom System etwas, das ihm verschlossen ist, um die anderen zu schützen.",
        it: "Il programma ha chiesto al sistema qualcosa che gli è chiuso, per proteggere gli altri.",
      },
    ],
    tries: [],
  },
  internal: {
    title: [{ en: "Something went wrong behind the scenes", fr: "Quelque chose s'est mal passé en coulisses", de: "Hinter den Kulissen ging etwas schief", it: "Qualcosa è andato storto dietro le quinte" }],
    what: [
      {
        en: "It may not be your program's fault.",
        fr: "Ce n'est peut-être pas la faute de ton programme.",
        de: "Vielleicht ist dein Programm nicht schuld.",
        it: "Forse non è colpa del tuo programma.",
      },
    ],
    tries: [
      { en: "Run it again.", fr: "Relance-le.", de: "Starte es noch einmal.", it: "Avvialo di nuovo." },
      { en: "If it comes back, show the message to whoever looks after this server.", fr: "Si cela revient, montre le message à la personne qui s'occupe de ce serveur.", de: "Wenn es wiederkommt, zeige die Meldung der Person, die sich um diesen Server kümmert.", it: "Se succede ancora, mostra il messaggio a chi si occupa di questo server." },
    ],
  },
  wrongAnswer: {
    title: [{ en: "The game gave a wrong answer", fr: "Le jeu a donné une mauvaise réponse", de: "Das Spiel gab eine falsche Antwort", it: "Il gioco ha dato una risposta sbagliata" }],
    what: [
      {
        en: "The game answered with a value of another kind than it promises. That is a mistake of the game: your program is not to blame.",
        fr: "Le jeu a répondu par une valeur d'un autre genre que ce qu'il promet. C'est une erreur du jeu : ton programme n'y est pour rien.",
        de: "Das Spiel antwortete mit einem Wert anderer Art, als es verspricht. Das ist ein Fehler des Spiels: Dein Programm kann nichts dafür.",
        it: "Il gioco ha risposto con un valore di un altro tipo da quello che promette. È un errore del gioco: il tuo programma non c'entra.",
      },
    ],
    tries: [TELL_MAKER],
  },
  mistake: {
    title: [{ en: "The game has a mistake", fr: "Le jeu a une erreur", de: "Das Spiel hat einen Fehler", it: "Il gioco ha un errore" }],
    what: [
      {
        en: "Something went wrong inside the game while it played the command. Your program is not to blame.",
        fr: "Quelque chose s'est mal passé dans le jeu pendant qu'il jouait la commande. Ton programme n'y est pour rien.",
        de: "Im Spiel ging etwas schief, während es den Befehl spielte. Dein Programm kann nichts dafür.",
        it: "Qualcosa è andato storto nel gioco mentre eseguiva il comando. Il tuo programma non c'entra.",
      },
    ],
    tries: [
      { en: "Reload the game, and run the program again.", fr: "Recharge le jeu, puis relance le programme.", de: "Lade das Spiel neu und starte das Programm noch einmal.", it: "Ricarica il gioco e avvia di nuovo il programma." },
      TELL_MAKER,
    ],
  },
  other: {
    title: [{ en: "The program stopped at an error", fr: "Le programme s'est arrêté sur une erreur", de: "Das Programm hielt bei einem Fehler an", it: "Il programma si è fermato per un errore" }],
    what: [],
    tries: [READ_ON, PRINT_BEFORE],
  },
  build: {
    title: [{ en: "The program could not be built", fr: "Le programme n'a pas pu être construit", de: "Das Programm konnte nicht gebaut werden", it: "Il programma non si è potuto costruire" }],
    what: [
      {
        en: "The compiler found something that it does not accept. The program has not begun.",
        fr: "Le compilateur a trouvé quelque chose qu'il n'accepte pas. Le programme n'a pas commencé.",
        de: "Der Compiler fand etwas, das er nicht annimmt. Das Programm hat nicht begonnen.",
        it: "Il compilatore ha trovato qualcosa che non accetta. Il programma non è cominciato.",
      },
    ],
    tries: [READ_ON, LINE_BEFORE],
  },
} satisfies Record<string, Words>;

export type Topic = keyof typeof errors;

/** Amounts of values in a call. */
export const amounts = {
  none: { en: "no value", fr: "aucune valeur", de: "keinen Wert", it: "nessun valore" },
  one: { en: "one value", fr: "une valeur", de: "einen Wert", it: "un valore" },
  some: { en: "{n} values", fr: "{n} valeurs", de: "{n} Werte", it: "{n} valori" },
} satisfies Record<string, Told>;
