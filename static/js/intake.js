/** The page where articles are brought in: files are chosen or dropped, sent, read, and decided about in a table. */

import { watchChosen } from "newsroom/intake-chosen";
import { watchFiles } from "newsroom/intake-files";
import { Reading } from "newsroom/intake-reading";
import { Rows } from "newsroom/intake-rows";
import { Uploads } from "newsroom/intake-uploads";

const desk = document.getElementById("desk");
const form = document.getElementById("bring-in");

const rows = new Rows(desk);
const uploads = new Uploads(rows, { address: desk.dataset.rows, limit: Number(form.dataset.limit) });
const reading = new Reading(document.getElementById("reading"), rows, uploads);

rows.onWaiting = (waiting) => reading.expect(waiting);
watchChosen(document.getElementById("decide"));
watchFiles(form, uploads);
reading.expect(Number(desk.dataset.waiting));
