namespace Chronos.Core.Journal;

/// <summary>One thing recovery noticed.</summary>
/// <param name="Verdict">Which row of the verdict table.</param>
/// <param name="Message">File, byte, sequence, and what is the matter.</param>
public sealed record RecoveryFinding(RecoveryVerdict Verdict, string Message);
