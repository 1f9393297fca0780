using System.Reflection;
using System.Runtime.CompilerServices;

namespace Chronos.Conventions.Tests;

/// <summary>Classes are closed, structs are values.</summary>
public class ShapeTests
{
    /// <summary>Structs that change in place, by the reason why they may.</summary>
    private static readonly Dictionary<string, string[]> MutableStructs = new()
    {
        ["a preallocated slot, written field by field in place"] =
            ["EngineEvent", "EventSlot", "OutboundMessage", "Slot", "Decision", "OrderEntry", "QuoteEntry", "AccountEntry", "PositionEntry", "Valuation", "BudgetEntry", "StrategyLine", "ParkedEntry", "RoundTrip"],
        ["a row or a slice of the market's books, updated in place"] =
            ["MarketEntry", "DepthEntry", "Quarantine", "PriceSlice", "ExtremeSlice", "VolumeSlice"],
        ["a fixed layout that is filled, copied and read as bytes"] =
        [
            "EngineStartInput", "EngineStopInput", "ExecutionReport", "AccountSnapshot", "ExternalVote", "DecisionRecord", "GateMask",
            "OperatorCommand", "SealedOrder", "Proposal", "ProposalFrame", "CancelFrame", "RefusalFrame", "FrameHeader",
            "Ticker", "Depth", "JournalRecord", "JournalFrame", "RingLayout", "Sha256Context",
        ],
        ["a compiled row, filled once when the policy is loaded"] = ["MandateTerms"],
        ["state of one simulated order or market"] = ["PaperOrder", "PaperBook"],
        ["a reader or a question that lives on the stack"] = ["PolicyTree", "GateContext", "GateTally", "Finding", "SlippageRoom"],
    };

    private static readonly HashSet<string> Excused = [.. MutableStructs.Values.SelectMany(names => names)];

    [Fact]
    public void ClassesAreSealedStaticOrAbstract() =>
        Assert.Empty(Written().Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(t => t.FullName));

    [Fact]
    public void StructsAreReadonlyUnlessExcused()
    {
        var offenders = Written()
            .Where(t => t is { IsValueType: true, IsEnum: false } && !t.IsDefined(typeof(IsReadOnlyAttribute)))
            .Where(t => !t.IsDefined(typeof(InlineArrayAttribute)) && t is not { IsNested: true, IsNestedPublic: false })
            .Select(t => t.Name.Split('`')[0])
            .Where(n => !Excused.Contains(n));

        Assert.Empty(offenders);
    }

    [Fact]
    public void ExcusesAreNeeded()
    {
        var mutable = Written()
            .Where(t => t is { IsValueType: true, IsEnum: false } && !t.IsDefined(typeof(IsReadOnlyAttribute)))
            .Select(t => t.Name.Split('`')[0])
            .ToHashSet();

        Assert.Empty(Excused.Except(mutable));
    }

    private static IEnumerable<Type> Written() => typeof(ChronosEngine).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("Chronos.Core", StringComparison.Ordinal) == true)
        .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !t.Name.StartsWith('<'));
}
