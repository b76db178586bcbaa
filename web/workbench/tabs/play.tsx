/** Play: you are one power in one course of a run, told what it would be told; choose, and the war goes on to your next decision. */
import { useEffect, useRef, useState } from "preact/hooks";
import { AdviceCard } from "../play/advice";
import { Begin } from "../play/begin";
import { End, Sheet } from "../play/after";
import { Choices, Log } from "../play/choosing";
import { dateOf, daysText, type Choice, type Play, type Playable } from "../play/documents";
import { Told } from "../play/told";
import { faultOf, get, post, type Fault } from "../server";
import { Failed, Part, useAnswer } from "../shared/states";
import { OfferBuilder } from "../settle/builder";
import { played, said, session } from "../state";
import type { Tab } from "./registry";

const begun = (play: Play): void => { played.value = play.id; };

function Head({ play }: { play: Play }) {
  const head = useRef<HTMLHeadingElement>(null), mark = `${play.day} ${play.log.length} ${play.complete}`, first = useRef(mark);
  useEffect(() => { if (first.current !== mark) { first.current = mark; head.current?.focus(); head.current?.scrollIntoView({ block: "nearest" }); } }, [mark]);
  return (
    <>
      <h2 ref={head} tabindex={-1}>{play.complete ? <>The war is over, on day {play.end_day}. You were <bdi>{play.name}</bdi>.</> : <>You are <bdi>{play.name}</bdi>. It is {dateOf(play.date)}, day {play.day}.</>}</h2>
      <p class="intro"><bdi>{play.title}</bdi>, run <bdi>{play.run}</bdi>. {play.complete ? "What became of it, beside the other courses." : `Decision ${play.log.length + 1}. You see what would be reported to you, not the truth. Choose, and the war goes on for ${daysText(play.next ? play.next.day - play.day : play.step)}; the model decides for all others.`}</p>
    </>
  );
}

function Course({ first }: { first: Play }) {
  const [play, show] = useState(first), [fault, setFault] = useState<Fault | null>(null), [busy, set] = useState(false);
  const send = (path: string, body: unknown, words: (p: Play) => string): void => {
    set(true);
    setFault(null);
    post<Play>(`/api/play/${play.id}${path}`, body).then((next) => { show(next); said.value = words(next); }, (error: unknown) => setFault(faultOf(error))).finally(() => set(false));
  };
  const act = (c: Choice): void => send("", { act: c.act, option: c.option }, (p) => (p.complete ? "The war is over." : `It is ${dateOf(p.date)}.`));
  const back = (): void => send("/undo", {}, (p) => `The last decision is taken back. It is ${dateOf(p.date)}.`);
  const teaches = session.value?.rights === "write";
  return (
    <>
      <Head play={play} />
      {fault && <Failed fault={fault} what="Going on" kept="The play stands where it stood." />}
      {play.complete ? <><End play={play} back={back} busy={busy} /><Log play={play} /></> : (
        <div class={busy ? "g2 wide stale" : "g2 wide"} aria-busy={busy}>
          <Told play={play} />
          {play.mine ? <div><h3>Your choices</h3><Choices key={`${play.day} ${play.log.length}`} play={play} busy={busy} act={act} back={back} /><Log play={play} /></div>
            : <div><p class="quiet">This is a play of another seat. You look on: it alone decides.</p><Log play={play} /></div>}
        </div>
      )}
      {!play.complete && <AdviceCard key={`advice ${play.day} ${play.log.length}`} play={play} />}
      {teaches && <OfferBuilder run={play.run} />}
      {teaches && <Sheet play={play} />}
      <p class="row"><button type="button" class="btn" onClick={() => { played.value = null; }}>Begin another, or go on with one</button></p>
    </>
  );
}

function Chosen({ id }: { id: string }) {
  const answer = useAnswer<Play>(id, (abort) => get<Play>(`/api/play/${id}`, abort));
  return (
    <>
      <Part answer={answer} what="the play" rows={10}>{(play) => <Course key={play.id} first={play} />}</Part>
      {answer.fault && <p class="row"><button type="button" class="btn" onClick={() => { played.value = null; }}>Begin another, or go on with one</button></p>}
    </>
  );
}

function Choosing() {
  const answer = useAnswer<Playable>("plays", (abort) => get<Playable>("/api/play", abort));
  return (
    <>
      <h2>Play one power</h2>
      <p class="intro">You act for one power in one course of a run. You see what it would see: reports, not the truth. At the end you read what became of it, beside the courses in which the model decided.</p>
      <Part answer={answer} what="what can be played" rows={5}>{(open) => <Begin open={open} begun={begun} goOn={(id) => { played.value = id; }} />}</Part>
    </>
  );
}

function PlayTab() {
  if (session.value?.rights === "read") return <div class="pad"><h2>Play one power</h2><p class="quiet">This link may only read. Ask the owner of the workbench for a link with the right to play.</p></div>;
  return <div class="pad">{played.value ? <Chosen key={played.value} id={played.value} /> : <Choosing />}</div>;
}

const play: Tab = { id: "play", title: "Play", preview: false, show: () => <PlayTab /> };
export default play;
