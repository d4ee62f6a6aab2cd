// The legend: what the signs on the map mean, as shapes and in words, and the depths of the hazard layers that are shown.
import { sign, countSign } from "./points.js";
import { hazardColours } from "./ground.js";
import { element, visible } from "./safe.js";
import { either, t } from "./texts.js";

/** @param layers the hazard layers that are shown. */
export function showLegend(layers) {
  const rows = [
    ...[1, 2, 3].map((band) => row(picture((pen) => sign(pen, band, 12, 12, false)), `${t("bandColumn")} ${["", "A", "B", "C"][band]}`)),
    row(picture((pen) => sign(pen, 2, 12, 12, true)), t("hollow")),
    row(picture((pen) => countSign(pen, 0, 12, 12, "9")), t("clusters")),
    ...layers.flatMap((layer) => [
      element("li", {}, element("b", {}, visible(layer.name))),
      ...layer.ranks.map((rank, place) => {
        const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
        swatch.style.background = hazardColours(layer, place);
        return row(swatch, visible(either(rank.japanese, rank.english)));
      }),
    ]),
  ];
  document.getElementById("legend").replaceChildren(element("legend", {}, t("legend")), element("ul", { class: "keys" }, ...rows));
}

function row(picture, text) { return element("li", {}, picture, " ", text); }

function picture(draw) {
  const canvas = element("canvas", { width: "24", height: "24", "aria-hidden": "true" });
  draw(canvas.getContext("2d"));
  return canvas;
}
