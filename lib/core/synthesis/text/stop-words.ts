const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u));

/** Function words and the small verbs of opinion that carry no topic. */
export const STOP_WORDS = {
  en: list(`
    a about above after again against all almost also although always am among an and another any anyone anything are
    aren't around as at away back be became because become becomes been before being below between both but by can can't
    cannot could couldn't did didn't do does doesn't doing don't done down due during each either else enough especially
    etc even ever every everyone everything few first for from further get gets getting give given gives giving go goes
    going gone got had hadn't has hasn't have haven't having he her here hers herself him himself his how however i i'd
    i'll i'm i've if in indeed instead into is isn't it it's its itself just keep kind know last least less let let's like
    likely lot made mainly make makes making many may maybe me might mine more most mostly much must my myself nearly need
    needs neither never no nobody none nor not nothing now of off often on once one ones only onto or other others otherwise
    ought our ours ourselves out over own particularly per perhaps possible possibly probably put quite rather really
    regarding same say says see seem seems several shall she should shouldn't simply since so some someone something
    sometimes somewhat soon still such sure take taken takes taking than that that's the their theirs them themselves then
    there there's thereby therefore these they they're they've thing things think this those though through throughout thus
    to together too toward towards truly try under unless until up upon us use used uses using usually various very via was
    wasn't way ways we we're we've well went were weren't what whatever when where whereas whether which while who whole
    whom whose why will with within without won't would wouldn't yes yet you you're your yours yourself
    believe believes feel feels opinion point view mean means able want wants hence i.e e.g ie eg
  `),
  de: list(`
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim
    bereits besonders bin bis bisher bist da dabei dadurch dafür dagegen daher damit dann daran darauf daraus darf darin
    darüber darum das dass davon dazu dein deine dem den denen denn dennoch der deren des deshalb dessen dich die dies diese
    diesem diesen dieser dieses dir doch dort du durch dürfen eben ein eine einem einen einer eines einige einigen einmal er
    es etwa etwas euch euer eure falls fast für gab ganz gar geben gegen gehen geht genau gerade gewesen gibt hab habe haben
    hat hatte hatten hätte hätten her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist
    ja je jede jedem jeden jeder jedes jedoch jene jetzt kann kein keine keinem keinen keiner können könnte könnten machen
    macht man manche mehr mein meine meinem meinen meiner mich mir mit muss müssen müsste nach nachdem neben nein nicht
    nichts noch nun nur ob oder oft ohne recht sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sogar
    solche solchen soll sollen sollte sollten somit sondern sonst soweit sowie statt trotz über überhaupt um und uns unser
    unsere unseren unter viel viele vielen vielleicht vom von vor wann war waren warum was wegen weil welche welchem welchen
    welcher welches wenig weniger wenn wer werde werden wie wieder will wir wird wirklich wo wobei wohl wollen worden wurde
    wurden würde würden zu zum zur zwar zwischen glaube finde meinung
  `),
  fr: list(`
    a afin ai ainsi alors après assez au aucun aucune aujourd'hui auquel aussi autre autres aux avait avant avec avoir bien
    c'est car ce ceci cela celle celles celui cependant certain certaines certains ces cet cette ceux chaque chez comme
    comment contre d'un d'une dans de depuis des dès deux devoir devrait doit doivent donc dont du elle elles en encore
    enfin entre est et étaient était été être eu eux faire fait faut font fois grâce hors il ils j'ai je jusqu l'on la le
    les leur leurs lors lorsque lui ma mais malgré me même mêmes mes moi moins mon n'est ne ni nos notre nous on ont or ou
    où par parce pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi pourrait pourtant pouvoir près puis puisque
    qu'il qu'ils qu'on qu'un quand que quel quelle quelles quels quelque quelques qui quoi s'il sa sans se selon sera serait
    seront ses seul seulement si sinon soit son sont sous souvent sur ta tandis tant te tel telle telles tels toujours tous
    tout toute toutes très trop tu un une vers veut voir vos votre vous y pense crois avis
  `),
  es: list(`
    a al algo algunas alguno algunos ante antes así aun aún aunque bajo bien cada casi como cómo con contra cual cuales
    cualquier cuando cuanto de del demás desde donde dos durante e el él ella ellas ellos en entonces entre era eran es esa
    esas ese eso esos esta está estaba estado están estar estas este esto estos fin fue fueron gran ha haber había habría hace
    hacer hacia han hasta hay he incluso la las le les lo los luego más me mediante mejor menos mi mientras mis mismo misma
    mucho mucha muchas muchos muy nada ni ningún ninguna no nos nosotros nuestra nuestro o otra otras otro otros para parte
    pero poco por porque posible pueda puede pueden poder pues que qué quien quienes se sea sean según ser si sí sido siempre
    sin sino sobre solamente solo sólo son su sus tal tales también tampoco tan tanto te tener tengo tenido tiene tienen toda
    todas todavía todo todos tras tu tus un una unas uno unos usted va varios vez y ya yo creo opinión debe deben debería
  `),
} as const;
