namespace Chronos.Core.Journal;

/// <summary>A header copy to be written again from the good one.</summary>
/// <param name="Path">The segment.</param>
/// <param name="Offset">Where the bad copy stands.</param>
/// <param name="GoodCopy">Its bytes as they should be.</param>
internal sealed record HeaderRepair(string Path, long Offset, byte[] GoodCopy);
