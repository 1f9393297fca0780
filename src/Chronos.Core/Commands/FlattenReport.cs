using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>What became of a command to flatten. What each proposal was decided stands in the journal, right behind the command.</summary>
public sealed class FlattenReport
{
    /// <summary>None when the command was carried out, else why not.</summary>
    public ReasonCode Outcome { get; internal set; }

    /// <summary>Proposals made.</summary>
    public int Proposals { get; internal set; }

    /// <summary>Proposals of which some may pass; the others were blocked like any strategy's.</summary>
    public int Passed { get; internal set; }

    /// <summary>Positions for which no strategy has a mandate, so that nothing could be proposed.</summary>
    public int WithoutMandate { get; internal set; }
}
