using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>What the page says about one gate, and a case that is really put to it.</summary>
internal sealed record GateRow(IGate Gate, string Compared, string Fields, string Action, string Clears)
{
    /// <summary>The example in words.</summary>
    public required string Example { get; init; }

    public TestPolicy Policy { get; init; } = new();

    public Action<PipelineFixture> Prepare { get; init; } = _ => { };

    public required Func<PipelineFixture, Proposal> Proposal { get; init; }

    public GateAnswer Run()
    {
        using var f = new PipelineFixture(Policy);
        Prepare(f);
        return f.Check(Gate, Proposal(f));
    }
}
