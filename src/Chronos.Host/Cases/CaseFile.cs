using System.Text.Json;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>Reads case files: JSON with comments and trailing commas, described in docs/policy-tests.md. One file, one use.</summary>
internal sealed class CaseFile
{
    private const long UnitsPerPpm = FixedPoint.Scale / 1_000_000;

    private static readonly string[] ProposalKeys =
    [
        "strategy", "instrument", "side", "quantity", "type", "timeInForce", "limitPrice", "stopPrice", "replaces", "confidence", "allowResize",
        "reduceOnly", "proposalId", "ageMillis", "expiresAfterMillis",
    ];

    private readonly string _path;
    private readonly PolicyErrors _errors = new();

    private CaseFile(string path) => _path = path;

    /// <summary>The cases of a file. Throws <see cref="PolicyException"/> with everything that is wrong with it.</summary>
    public static List<PolicyCase> Read(string path)
    {
        var reader = new CaseFile(path);
        var cases = reader.ReadCases(PolicyTree.Read(File.ReadAllBytes(path), reader._errors));
        reader._errors.ThrowIfAny();
        return cases;
    }

    private List<PolicyCase> ReadCases(PolicyNode root)
    {
        if (root.Type == JsonTokenType.Null)
        {
            return [];
        }

        var file = new CaseFields(root, _errors, "about", "start", "workingOrdersMax", "before", "cases");
        var start = file["start"] is null ? CaseScript.UsualStartNanos : Start(file);
        var places = (int)file.Whole("workingOrdersMax", CaseScript.UsualWorkingOrdersMax, 1, 65_536);
        var before = Steps(file["before"]);
        return [.. Elements(file.Required("cases")).Select(node => ReadCase(node, before, start, places))];
    }

    private static long Start(CaseFields file)
    {
        if (!IsoTime.TryParse(file.Text("start"), out var nanos) || nanos < 0)
        {
            file.Refuse("start", "must be an ISO 8601 UTC time after 1970, such as 2026-01-05T12:00:00Z");
        }

        return nanos;
    }

    private PolicyCase ReadCase(PolicyNode node, List<CaseStep> before, long start, int places)
    {
        var fields = new CaseFields(node, _errors, "name", "given", "propose", "expect");
        return new PolicyCase
        {
            Name = fields.Text("name"),
            Place = $"{Path.GetFileName(_path)}:{node.Line}",
            Script = new CaseScript
            {
                StartNanos = start,
                WorkingOrdersMax = places,
                Steps = [.. before, .. Steps(fields["given"])],
                Proposal = fields.Required("propose") is { } propose ? ReadProposal(new CaseFields(propose, _errors, ProposalKeys)) : Nothing,
            },
            Expected = fields.Required("expect") is { } expect ? ReadExpectation(expect) : new CaseExpectation { Verdict = Verdict.Block },
        };
    }

    private static CaseProposal Nothing => new() { Strategy = "", Instrument = "", Side = OrderSide.Buy, Quantity = default };

    private CaseExpectation ReadExpectation(PolicyNode node)
    {
        var fields = new CaseFields(node, _errors, "verdict", "bindingGate", "reason", "objections", "permittedQuantity");
        var expected = new CaseExpectation
        {
            Verdict = fields.Word<Verdict>("verdict", required: true) ?? Verdict.Block,
            BindingGate = fields.Word<GateId>("bindingGate"),
            Reason = fields.Word<ReasonCode>("reason"),
            Objections = [.. Elements(fields["objections"]).Select(GateOf)],
            Permitted = fields["permittedQuantity"] is null ? null : Quantity.FromUnits(fields.Units("permittedQuantity")),
        };
        if (expected is { Verdict: Verdict.Block, BindingGate: null, Reason: null, Objections: [] })
        {
            fields.Refuse("verdict", "a block without its bindingGate, reason or objections would also be met by another cause");
        }

        return expected;
    }

    private GateId GateOf(PolicyNode node)
    {
        if (node.Type == JsonTokenType.String && Enum.TryParse<GateId>(node.Text, out var gate) && gate.ToString() == node.Text)
        {
            return gate;
        }

        _errors.Add(node, "must be the name of a gate");
        return GateId.None;
    }

    private List<CaseStep> Steps(PolicyNode? list) => [.. Elements(list).Select(ReadStep).OfType<CaseStep>()];

    private CaseStep? ReadStep(PolicyNode node)
    {
        if (node.Type != JsonTokenType.StartObject || node.Children.Count != 1)
        {
            _errors.Add(node, "must be an object of one key: quote, account, position, propose, answer, command or waitMillis");
            return null;
        }

        var step = node.Children[0];
        switch (step.Key)
        {
            case "quote":
                return ReadQuote(new CaseFields(step, _errors, "instrument", "bid", "bidSize", "ask", "askSize", "venueLagMillis"));
            case "account":
                var account = new CaseFields(step, _errors, "account", "balance", "sessionUp");
                return new AccountStep(
                    account.Text("account"), Notional.FromUnits(account.Units("balance", required: true)), account.Flag("sessionUp", true));
            case "position":
                var position = new CaseFields(step, _errors, "account", "instrument", "quantity");
                return new PositionStep(
                    position.Text("account"), position.Text("instrument"), Quantity.FromUnits(position.Units("quantity", required: true)));
            case "propose":
                return ReadPropose(new CaseFields(step, _errors, [.. ProposalKeys, "then", "times", "everyMillis", "priceStep", "fillPrice", "fee"]));
            case "answer":
                return ReadAnswer(new CaseFields(step, _errors, "strategy", "proposalId", "report", "quantity", "price", "fee", "asked"));
            case "command":
                return ReadCommand(new CaseFields(step, _errors, "action", "scope"));
            case "waitMillis":
                return new WaitStep(new CaseFields(node, _errors, "waitMillis").Whole("waitMillis", 0, 1, long.MaxValue / CaseStage.NanosPerMilli / 2));
            default:
                _errors.Add(step, "is no step: quote, account, position, propose, answer, command or waitMillis");
                return null;
        }
    }

    private static QuoteStep ReadQuote(CaseFields quote) => new(
        quote.Text("instrument"),
        Price.FromUnits(quote.Units("bid", required: true)),
        Quantity.FromUnits(quote.Units("bidSize", required: true)),
        Price.FromUnits(quote.Units("ask", required: true)),
        Quantity.FromUnits(quote.Units("askSize", required: true)))
    {
        VenueLagMillis = quote.Whole("venueLagMillis", 0, -86_400_000, 86_400_000),
    };

    private static ProposeStep ReadPropose(CaseFields fields) => new(ReadProposal(fields), fields.Word<OrderFate>("then") ?? OrderFate.Unanswered)
    {
        Times = (int)fields.Whole("times", 1, 1, 100_000),
        EveryMillis = fields.Whole("everyMillis", 0, 0, 86_400_000),
        PriceStep = Price.FromUnits(fields.Units("priceStep")),
        FillPrice = Price.FromUnits(fields.Units("fillPrice")),
        Fee = Notional.FromUnits(fields.Units("fee")),
    };

    private static AnswerStep ReadAnswer(CaseFields fields)
    {
        var report = fields.Word<ReportKind>("report", required: true) ?? ReportKind.Acknowledged;
        if (report is ReportKind.Sent or ReportKind.CancelRejected)
        {
            fields.Refuse("report", "must be Acknowledged, Fill, Canceled, Rejected, NotSent or Unknown");
        }

        fields.Required("proposalId");
        if (report == ReportKind.Fill)
        {
            fields.Required("quantity");
        }

        return new AnswerStep(fields.Text("strategy"), (ulong)fields.Whole("proposalId", 0, 1, long.MaxValue), report)
        {
            Quantity = Quantity.FromUnits(fields.Units("quantity")),
            Price = Price.FromUnits(fields.Units("price")),
            Fee = Notional.FromUnits(fields.Units("fee")),
            IsAsked = fields.Flag("asked", false),
        };
    }

    private static CommandStep ReadCommand(CaseFields fields)
    {
        var action = fields.Word<CommandAction>("action", required: true) ?? CommandAction.Halt;
        if (!ScopeName.TryParse(fields.Text("scope"), out var scope, out var name))
        {
            fields.Refuse("scope", "must be global, venue:NAME, strategy:NAME or instrument:SYMBOL");
        }

        return new CommandStep(action, scope, name);
    }

    private static CaseProposal ReadProposal(CaseFields fields)
    {
        var type = fields.Word<OrderType>("type") ?? OrderType.Limit;
        var (confidence, rest) = Math.DivRem(fields["confidence"] is null ? FixedPoint.Scale : fields.Units("confidence"), UnitsPerPpm);
        if (rest != 0 || confidence is < 0 or > 1_000_000)
        {
            fields.Refuse("confidence", "must be 0 to 1 with at most 6 decimals");
        }

        return new CaseProposal
        {
            Strategy = fields.Text("strategy"),
            Instrument = fields.Text("instrument"),
            Side = fields.Word<OrderSide>("side", required: true) ?? OrderSide.Buy,
            Quantity = Quantity.FromUnits(fields.Units("quantity", required: true)),
            Type = type,
            TimeInForce = fields.Word<TimeInForce>("timeInForce") ?? TimeInForce.Gtc,
            LimitPrice = Price.FromUnits(fields.Units("limitPrice", required: type == OrderType.Limit)),
            StopPrice = Price.FromUnits(fields.Units("stopPrice")),
            Replaces = (ulong)fields.Whole("replaces", 0, 1, long.MaxValue),
            ConfidencePpm = (int)Math.Clamp(confidence, 0, 1_000_000),
            Flags = (fields.Flag("allowResize", false) ? ProposalFlags.AllowResize : 0)
                | (fields.Flag("reduceOnly", false) ? ProposalFlags.ReduceOnly : 0),
            Id = (ulong)fields.Whole("proposalId", 0, 1, long.MaxValue),
            AgeMillis = fields.Whole("ageMillis", 0, -86_400_000, 86_400_000),
            ExpiresAfterMillis = fields.Whole("expiresAfterMillis", 0, 1, 86_400_000),
        };
    }

    private List<PolicyNode> Elements(PolicyNode? list)
    {
        if (list is not null && list.Type != JsonTokenType.StartArray)
        {
            _errors.Add(list, "must be a list");
            return [];
        }

        return list?.Children ?? [];
    }
}
