const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u));

/** Common English words that are verbs far more often than nouns, in their base form or an irregular one. */
const VERBS = list(`
  increase decrease
  abandon absorb accelerate accept accommodate accompany accumulate accuse achieve acknowledge acquire adapt add
  adhere adjust administer admire admit adopt advocate affirm affix afford agree allocate allot allow alter
  amend amuse analyze announce anticipate appear applaud appoint appreciate approve approximate argue arouse
  arrange arrest ask asked asks assail assemble assert assess assign assist associate assume assure attach
  attain attend attract attribute augment avert avoid await awaken base bear beat become beg began begin begun
  behave behold believe bellow belong bend betray bid bind blame blink boast borrow bother bought break breathe
  bring broaden brought build built burn bury buy calculate came can capture care carry carve caught cause cease
  celebrate choke choose chose chosen circulate cite climb cling coincide collaborate collect combine come
  commence commend commit communicate commute compare compel compensate compete compile complain complicate
  compose comprehend compress compute conceal concede concentrate conclude concur condemn confess confide
  confine confirm confront confuse congratulate connect conquer consider consist constitute construct consult
  consume contain contemplate contend continue contradict contribute convert convey convict convince cooperate
  coordinate correspond count creak create cross crush dare dealt decide declare decorate deduce deduct deem
  defend define defy delegate deliver demonstrate denote denounce deny depart depend depict descend describe
  deserve designate destine destroy detect deter deteriorate determine develop devote dictate die differ direct
  disagree disappear disapprove discern disclose discontinue discourage discover discuss dismiss dispel dispose
  disrupt disseminate dissolve distort distribute disturb divide dominate donate done draw drown dry dwindle
  earn ease eat educate elect elevate elicit eliminate embody emerge employ enable enact enclose encourage
  endorse endure enforce engage engender enhance enjoy enlarge enlist enrich enroll ensue ensure entail enter
  entertain entitle envision envy equate equip erect erupt escape evaluate evoke evolve exaggerate examine
  excite exclaim exclude execute exert exhaust exist expand expect expend explain explode exploit explore expose
  express extend fail fall falter fascinate feel fell felt fill find fit fix flatten follow forbid foresee
  forget formulate foster frighten fulfill gather gave generate get give given gives go goes gone got govern
  grab greet grew grow hang happen hasten hate have hear heard heave held help hesitate hide hire hit hold hope
  hurl hurt ignore illuminate illustrate imagine imitate impair impart implement impose impress improve include
  incorporate incur indicate induce inflict inform inherit inhibit initiate injure inquire insert insist inspect
  inspire instal install institute instruct insure integrate intend intercept interfere interpret interrupt
  intersect introduce invade invent invest investigate invite invoke involve isolate join keep kept kill knew
  know lack launch lay lead lean learn leave led left lend lessen let lie like listen locate look lose lost made
  maintain make manage manipulate mar marry matter mean meant meet mend merge met miss mock motivate muster
  necessitate neglect negotiate obey oblige obscure observe obtain occupy occur omit open operate oppose
  originate ought overcome overhear overlap overlook owe pack paid participate pass pay penetrate perform
  perpetuate persist persuade pertain pick play plead please plunge ponder populate portray possess postpone
  pour pray precede precipitate predict prefer prepare prescribe preserve preside presume pretend prevail
  prevent probe proclaim produce profess prohibit promote pronounce propose prosecute protect protrude prove
  provide provoke pry pull pursue push put puzzle quit quiver ran reach react read reaffirm reappear reassure
  rebuild rebut recall recede reckon recommend reconcile reconsider recount recover recur reduce refer reflect
  refuse regulate reinforce reject rejoice relate relax relegate relieve rely remain remember remind remove
  render renew repay repel replace represent reproduce require resemble resent reside resign resist resolve
  respond restore restrain restrict resume retain retire retrace retrieve reveal ride rob roll rose run said
  sank sat satisfy save saw say says secure see seek seem seen select sell send sent separate serve settle sever
  shake shoot shorten show shut sing sink sit skip slip sold solve sought speak speculate spend spent split
  spoke stand start stay steal steer stimulate stood stop strengthen strike strip submit subtract suck sue
  suffer suggest summon suppose suppress surrender surround suspend sustain swallow swear take taken taught
  teach tear tell tend terminate thank think thought threaten tighten told tolerate took touch transform
  translate transmit treat tremble try turn undergo underlie underline undermine understand understood undertake
  unfold unite unlock uphold upset urge utter vary violate visit wait walk wander want warn warrant weaken wear
  weigh went widen win wipe withdraw withhold withstand won wonder worry would write wrote
`);

/** Common English words that qualify another word: adjectives, adverbs, numerals. */
const QUALIFIERS = list(`
  alike corrupt inconvenient convenient top
  good english welsh french german greek chinese swiss dutch russian irish
  able about above abroad absent absolute absurd accurate across actual additional adequate adjacent afraid
  afterward afterwards again ago agricultural ahead alert all almost alone along aloud already also alternate
  altogether always amazing american ample ancient angry annual another anti any anyhow anymore anyway anywhere
  apart apparent appropriate apt arbitrary around artificial aside asleep awake aware away awkward back backward
  bad bare before behind below besides best better beyond big bigger biggest bitter black blind blue bold born
  bound brave brief bright brilliant broad broken brown built burning busy calm casual cautious central certain
  changing cheap cheaper chief chinese christian circular civil civilian clean clear close cold colonial
  commercial common competent complete complex confident consistent constant constitutional contemporary
  continuing convenient conventional cool corporate correct corresponding crazy credible crucial crude cruel
  cultural current customary damp dangerous dark dead deaf deep definite delicate dense dependent desperate
  different difficult dim direct dirty distant distinct divine dominant done down downstairs downward dull dumb
  dusty each eager earlier easier eastern easy educational effective efficient eight eighteen eighteenth eighth
  eighty either elaborate electoral eleven else elsewhere emotional empirical empty enduring enough entire equal
  essential eternal ethical european even ever every everyday everywhere evident exact excellent exciting
  existing expanding experimental explicit external extra extraordinary faint fair fake false familiar far
  farther fascinating fast faster fat fatal federal few fewer fictional fierce fifteen fifteenth fifth fifty
  final financial fine finite first fiscal fitting flat following foreign forever forgotten formal former
  fortunate forty forward four fourteen fourth free frequent fresh frightening full fundamental funny further
  furthermore gay gentle genuine given glad global gone governmental gradual grand gray great greater greatest
  green grim growing guilty happy hard harder healthy heavy hence here hereby hidden high higher highest honest
  hostile hot how however huge humble hungry hypothetical ignorant illegal immediate impatient implicit
  important inadequate incomplete increasing indefinite independent indifferent indirect industrial infinite
  inherent initial inner innocent insane inside insignificant instead intact intellectual intelligent intense
  interesting intermediate internal international invalid irrelevant just key known lacking large larger largest
  last late latent later latest latter leading least legal lengthy lesser likely linear literal literary little
  local long long-term longer looking loose lost loud low lower loyal lucky mad magnificent main mandatory many
  marginal mature maybe meanwhile mental mere metropolitan mid minimal missing mistaken moderate modern modest
  monetary moral more moreover most moving much multiple mutual narrow national natural near nearby neat
  necessary negative neighboring neither neutral never new next nice nine nineteenth ninth noble non normal
  northern not now nowhere nuclear objective obvious occasional odd off often old older once one operational
  opposite optimum oral ordinary original other out outer outside outstanding over overall overboard
  overwhelming own pale partial particular passionate peculiar perfect perhaps permanent persistent personal
  pertinent phony plain pleasant political poor popular positive possible practical pre preceding preliminary
  presidential previous primary prime prior private professional profound prominent promising prone proper
  proportional proud public pure pursuant quaint quick quiet quite racial random rapid rare rather raw ready
  real rearward reasonable recent reciprocal regional regular relative relevant reluctant remaining remote
  residential respiratory resulting retreating revolutionary rich rigid ripe rising robust rolling rough rural
  sad safe safer same satisfactory savage scientific second secondary secular seeming seldom semi serious seven
  seventeen several severe shallow sharp sheer short short-term shorter sick significant silent similar simple
  sincere single six sixth sixty slender slight slow slower small smaller smallest smart smooth so-called social
  soft sole some someday somehow sometime sometimes somewhat somewhere soon sore sorry southern soviet special
  specific spiritual splendid stable steady steep stern stiff still stout straight strange strategic striking
  stringent strong stronger structural stupid subjective sublime substantial subtle such sudden sufficient
  superb superior supreme sure surprising surrounding sweet tall technical technological teen temporary ten
  tender tentative then theoretical there thereafter thereby therefore therein thereof thereto thermal thick
  thin third thirteen thirty thither thorough though three through thus tight tiny together tonight too total
  tough traditional transparent trivial true twelve twentieth twenty twice two typical ultimate unaware
  uncertain unclear underground underlying underway uneasy unfortunate unhappy unique universal unknown unlike
  unlikely unpleasant unsatisfactory unusual upper upright upward urban urgent useful useless usual utopian
  vague valid varying vast verbal very violent visual vital vivid vocational voluntary vulnerable weak weaker
  well western white whole wide wider widespread wild willing winning within working worse worst worthy written
  wrong yearly yellow yet young younger
`);

/** Nouns with endings that otherwise mark another kind of word. */
const NOUNS_ALL_THE_SAME = list(`
  accounting auditing banking beginning borrowing briefing building bullying clothing computing drawing earning earnings
  engineering evening farming feeling finding findings fishing funding gambling gaming gathering hearing housing learning
  lending licensing living manufacturing marketing meaning meeting mining modelling modeling monitoring morning offering
  opening planning policing policymaking pricing processing programming ranking rating ratings reading reasoning recycling
  reporting ruling saving savings schooling screening setting shipping sibling spending spring string surroundings
  taxing teaching testing timing training understanding undertaking upbringing voting warning wedding wellbeing
  well-being whistleblowing wording working writing thing nothing something ceiling king ring wing
  need seed feed speed breed bed deed hundred shed sled red greed creed weed
  table cable variable constable vegetable fable
  leader order corner border number water power paper
  music topic critic public academic mechanic epidemic pandemic fabric traffic logic mosaic clinic panic ethic republic
  democratic statistic characteristic metric rhetoric arithmetic heuristic
  archive objective incentive initiative alternative perspective representative narrative executive detective native
  motive directive collective imperative legislative adjective dive drive five hive olive
  family reply supply ally rally belly bully assembly anomaly monopoly italy july
  size prize exercise enterprise franchise surprise expertise noise rise promise premise compromise device price
  radish dish fish finish wish rubbish
  approval proposal capital signal rival journal manual hospital material terminal appeal deal goal metal arrival denial
  trial withdrawal renewal survival removal disposal refusal individual official professional potential animal festival
  criminal credential tutorial referral dismissal reversal revival portal principal burial interval mineral general
  meal seal heal steal coal royal total external terminal moral morale ritual
  library summary salary boundary history theory factory category territory inventory memory victory directory
  laboratory secretary commentary documentary dictionary vocabulary anniversary glossary diary story glory beneficiary
  intermediary military judiciary observatory repository trajectory
  class business process access success loss mess stress progress address press glass grass mass boss cross dress
  witness wilderness harness virus bonus campus consensus focus status surplus census genius
`);

const QUALIFYING_ENDING = /(?:able|ible|ful|ous|less|al|ic|ish|ive|ary|ory|ly|ward|wise|most)$/u;
const VERBAL_ENDING = /(?:ize|ise|ify)$/u;

/** What a word most likely is, told by the word alone; "noun" where nothing speaks against it. */
export type WordClass = "noun" | "verb" | "qualifier" | "participle" | "gerund";

/** "poorer", "safest": a form of a word that qualifies. */
function isCompared(word: string): boolean {
  const base = /^(.{3,}?)(?:er|est)$/u.exec(word)?.[1];
  if (base === undefined) return false;
  return (
    QUALIFIERS.has(base) ||
    QUALIFIERS.has(`${base}e`) ||
    QUALIFIERS.has(base.replace(/i$/u, "y")) ||
    (/([^aeiou])\1$/u.test(base) && QUALIFIERS.has(base.slice(0, -1)))
  );
}

/** The likely class of an English word in lower case. Words of other languages mostly pass as nouns. */
export function wordClass(word: string): WordClass {
  if (NOUNS_ALL_THE_SAME.has(word)) return "noun";
  if (QUALIFIERS.has(word)) return "qualifier";
  if (isCompared(word)) return "qualifier";
  if (VERBS.has(word)) return "verb";
  if (word.length > 4 && word.endsWith("ing")) return "gerund";
  if (word.length > 4 && word.endsWith("ed")) return "participle";
  if (word.length > 5 && QUALIFYING_ENDING.test(word)) return "qualifier";
  if (word.length > 4 && VERBAL_ENDING.test(word)) return "verb";
  if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) {
    const single = word.slice(0, -1);
    if (VERBS.has(single)) return "verb";
    if (word.endsWith("ies") && VERBS.has(`${word.slice(0, -3)}y`)) return "verb";
    if (word.endsWith("es") && (VERBS.has(word.slice(0, -2)) || VERBAL_ENDING.test(single)))
      return NOUNS_ALL_THE_SAME.has(single) ? "noun" : "verb";
  }
  return "noun";
}
