using System.Globalization;
using System.Text;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

/// <summary>Writes <c>docs/policy.md</c>: the prose stands here, the tables come from the catalog the reader goes by.</summary>
internal static class PolicyPage
{
    private const string Introduction =
        """
        # The policy file

        A policy is the one set of all limits, mandates and instruments. It is immutable, versioned, and hashed (SHA-256 over
        the exact bytes of the file); every decision names the version and hash that ruled it. `samples/policy.json` is a
        complete one, [policy.schema.json](policy.schema.json) describes the form to editors.

        ## Form

        - JSON, UTF-8 without a byte order mark, at most 196 608 bytes (192 KiB, so that it fits one record of the journal).
          `//` and `/* */` comments and trailing commas are allowed.
        - **Every key is required unless the table says optional, and there are no others.** No limit means no trading: a limit
          that is absent is an error and not a permission. A limit of `"0"` lets nothing pass. Where the table allows `"none"`,
          the word switches the rule off for all to see.
        - **Amounts are strings** of plain decimal text: `"0.25"`. Digits, at most one point with digits on both sides, at most
          8 decimals that are not zeros (6 in fractions), at most 92233720368.54775807. No exponent, sign or spaces. A JSON
          number is refused, because programs that rewrite JSON round it.
        - Counts, percents, basis points, milliseconds and microseconds are JSON integers.
        - Names are 1 to 32 ASCII letters, digits, `-`, `_` and `.`, and case counts. No text may use escapes.
        - Times are `"2026-01-31T22:00:00Z"`, times of day `"09:30"` up to `"24:00"`, all UTC.
        - Errors come all at once, in the order of lines, each as `line N: path: what is wrong`. Text that is not JSON gives
          the one error where reading ended. After 1 000 errors the rest are counted.

        Places in the lists are the dense ids of frames and journal. A later version raises `version`, keeps every venue,
        account, instrument, group, asset and strategy in its place, and adds new ones at the end.

        The column *looser* says which way more gets through. The comparison of policies goes by it, and so do the nudges that
        measure whether a policy's cases would notice a change (see [cli.md](cli.md)).

        ## What is refused although every value is well formed

        - A name that is used and not defined, defined twice, or a mandate whose account is at another venue or in another
          currency than its instrument.
        - A mandate without an allocation of its account to its strategy and to its asset.
        - A limit that can never bind, because the wider scope it should tighten is as strict: narrower `limits` must be stricter
          than the policy's own, a mandate's quantities at most its instrument's, net exposure at most gross.
        - Limits that contradict each other, so that nothing could ever pass: a largest order or position below the smallest
          order. What lets nothing pass is written as `"0"`.
        - A limit that looks like protection and is none because another always binds before it: more open positions than there are
          instruments, one-sidedness judged from more of them; a share of one instrument above the leverage of all; more working orders
          than the accounts allow; groups and assets above their accounts; rates above the venue's; a mandate's limit as wide as its
          strategy's. Only what holds in every state of the books is refused; a strategy's allocation above its account's gross
          exposure is not such a case, because another strategy may hold the opposite. A journal's recorded policies are read without
          this rule: they were in force.

        `chronos policy check` tells more, without refusing it: mandates under which nothing can pass.

        """;

    private static readonly (string Section, string Title, string Prose)[] Sections =
    [
        (PolicyCatalog.Root, "Top", ""),
        (PolicyCatalog.Seal, "seal", ""),
        (PolicyCatalog.Keys, "keys", "Names alone; their secrets stand elsewhere."),
        (PolicyCatalog.Quorum, "quorum", ""),
        (PolicyCatalog.Breakers, "breakers", "What a breaker does is latched: it holds over restarts until an operator clears it."),
        (PolicyCatalog.Windows, "windows", "All windows slide: there is no edge at which twice a limit passes."),
        (PolicyCatalog.Latency, "latency", ""),
        (PolicyCatalog.Limits, "limits", "What holds for every order. A venue, strategy, instrument or mandate may tighten these in `limits` of its own, where each key is optional; of all that apply the strictest rules."),
        (PolicyCatalog.Venue, "venues", ""),
        (PolicyCatalog.Account, "accounts", "One balance at one venue. Exposure counts each working order as filled where that is worse and as unfilled where that is worse."),
        (PolicyCatalog.Session, "sessions", ""),
        (PolicyCatalog.Blackout, "blackouts", "Of one instrument, of one venue, or of everything."),
        (PolicyCatalog.Group, "groups", ""),
        (PolicyCatalog.Instrument, "instruments", ""),
        (PolicyCatalog.Strategy, "strategies", ""),
        (PolicyCatalog.Mandate, "mandates", "One entry for each strategy and instrument. The account must be at the instrument's venue and in its quote currency."),
        (PolicyCatalog.Denial, "denials", "A denial forbids what all of its keys say; it beats every mandate."),
        (PolicyCatalog.Allocation, "allocations", "One entry for each account and strategy, and for each account and asset, that mandates trade."),
    ];

    /// <summary>Sections the page has, in its order.</summary>
    public static IEnumerable<string> Covered => Sections.Select(s => s.Section);

    public static string Write()
    {
        var page = new StringBuilder(Introduction);
        foreach (var (section, title, prose) in Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            if (prose.Length != 0)
            {
                page.Append(prose).Append("\n\n");
            }

            page.Append("| key | value | range | looser | meaning |\n| --- | --- | --- | --- | --- |\n");
            foreach (var key in PolicyCatalog.Of(section))
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{key.Name}` | {Form(key)}{(key.Optional ? ", optional" : "")} | {Range(key)} | {Looser(key)} | {key.Meaning} |\n");
            }
        }

        page.Append(
            """

            This page and the schema are written by a test from the catalog of keys; `CHRONOS_UPDATE_DOCS=1 dotnet test` rewrites them.

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Form(PolicyKey key) => key.Kind switch
    {
        PolicyKind.Name => "name",
        PolicyKind.Text => "text",
        PolicyKind.Names => "list of names",
        PolicyKind.Choice => "word",
        PolicyKind.Choices => "list of words",
        PolicyKind.Flag => "true or false",
        PolicyKind.Count => "count",
        PolicyKind.Millis => "ms",
        PolicyKind.Micros => "us",
        PolicyKind.Bps => "basis points",
        PolicyKind.Percent => "percent",
        PolicyKind.Fraction => "fraction",
        PolicyKind.Step or PolicyKind.Quantity => "base",
        PolicyKind.PriceStep => "quote per base",
        PolicyKind.Notional => "quote",
        PolicyKind.Instant => "time",
        PolicyKind.TimeOfDay => "time of day",
        PolicyKind.Section => "object",
        _ => "list of objects",
    };

    private static string Range(PolicyKey key)
    {
        var range = key.Kind switch
        {
            PolicyKind.Choice or PolicyKind.Choices => string.Join(", ", key.Words.Select(w => $"`{w}`")),
            PolicyKind.Count or PolicyKind.Millis or PolicyKind.Micros or PolicyKind.Bps or PolicyKind.Percent =>
                $"{Spaced(key.Min)} to {Spaced(key.Max)}",
            PolicyKind.Fraction => $"{FixedPoint.Format(key.Min * 100)} to {FixedPoint.Format(key.Max * 100)}",
            PolicyKind.Step or PolicyKind.PriceStep => "above 0",
            PolicyKind.Quantity => $"0 to {FixedPoint.Format(Bounds.QuantityUnitsMax)}",
            PolicyKind.Notional => "0 or more",
            PolicyKind.Names or PolicyKind.Sections => key.MayBeEmpty ? "may be empty" : "not empty",
            _ => "",
        };
        return key.MayBeNone ? range + ", or `\"none\"`" : range;
    }

    private static string Looser(PolicyKey key) => key.Kind switch
    {
        _ when key.Loosening == Loosening.None => "",
        PolicyKind.Choice => $"`{(key.Loosening == Loosening.Higher ? key.Words[^1] : key.Words[0])}`",
        PolicyKind.Choices or PolicyKind.Names => "more of them",
        PolicyKind.Flag => key.Loosening == Loosening.Higher ? "`true`" : "`false`",
        PolicyKind.Instant or PolicyKind.TimeOfDay => key.Loosening == Loosening.Higher ? "later" : "earlier",
        _ => key.Loosening.ToString().ToLowerInvariant(),
    };

    private static string Spaced(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
