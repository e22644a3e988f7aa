"""Another company's help centre: twelve short articles of a coffee roaster, as HTML pages and as Markdown."""

ARTICLES = {
    "delivery/delivery-times": (
        "How long delivery takes",
        "Parcels inside the country arrive in **two working days**.",
    ),
    "delivery/delivery-cost": ("What delivery costs", "Delivery costs 4.20 euros, and nothing from 35 euros on."),
    "delivery/abroad": ("Delivery to other countries", "We send to Norway and Iceland; that takes eight days."),
    "delivery/track": ("Follow your parcel", "The link to follow your parcel is in the mail of the carrier."),
    "beans/freshness": ("How fresh the beans are", "We roast on Tuesdays and send on Wednesdays."),
    "beans/grind": ("Which grind to choose", "Choose *fine* for espresso and *coarse* for a French press."),
    "beans/store": ("How to store coffee", "Keep the bag closed, dry and dark; do not freeze it."),
    "beans/decaf": ("Coffee without caffeine", "Our decaf is washed with water and holds 0.1 % caffeine."),
    "subscription/pause": ("Pause a subscription", "Pause for up to three months on the page of your subscription."),
    "subscription/cancel": ("Cancel a subscription", "Cancel at any time; what is on its way still arrives."),
    "money/returns": (
        "Send coffee back",
        "Send back unopened bags within 14 days. See [cost](../delivery/delivery-cost{}).",
    ),
    "money/invoice": ("Get an invoice", "We send the invoice by mail; ask us for a copy with your company's name."),
}


def as_html() -> dict[str, bytes]:
    made = {}
    for path, (title, text) in ARTICLES.items():
        body = text.replace("**two working days**", "<b>two working days</b>").replace("*fine*", "<i>fine</i>")
        body = body.replace("[cost](../delivery/delivery-cost{})", '<a href="../delivery/delivery-cost.html">cost</a>')
        page = f"<html lang='en'><title>{title} | Harbour Coffee</title><nav>Menu</nav><article><h1>{title}</h1>"
        made[f"{path}.html"] = f"{page}<p>{body}</p></article><footer>Harbour Coffee</footer></html>".encode()
    return made


def as_markdown() -> dict[str, bytes]:
    return {f"{path}.md": f"# {title}\n\n{text.format('.md')}\n".encode() for path, (title, text) in ARTICLES.items()}
