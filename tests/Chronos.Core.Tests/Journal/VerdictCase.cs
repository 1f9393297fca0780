using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>One row of the table of verdicts, as a journal that has it.</summary>
/// <param name="Verdict">The verdict it must be given.</param>
/// <param name="Golden">The first 16 hexadecimal digits of the hash over its bytes.</param>
/// <param name="Make">Writes and damages the journal.</param>
/// <param name="Says">What the message must say.</param>
/// <param name="Code">How it is refused; null where it is opened.</param>
/// <param name="After">The verdict after a repair; null where it is refused.</param>
internal sealed record VerdictCase(
    RecoveryVerdict Verdict, string Golden, Action<GoldenJournal> Make, string Says, RefusalCode? Code, RecoveryVerdict? After)
{
    /// <summary>Last sequence after the repair.</summary>
    public long Last { get; init; }
}
