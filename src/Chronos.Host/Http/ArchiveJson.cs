using Chronos.Host.Archive;

namespace Chronos.Host.Http;

/// <summary>How far the archive in the database has come, and what is wrong with it.</summary>
internal sealed record ArchiveJson(long Sequence, long Lag, string? Trouble, string? Failure)
{
    /// <summary>Of an archive's progress; null of none.</summary>
    public static ArchiveJson? Of(ArchiveProgress? archive, long synced) => archive is null
        ? null
        : new ArchiveJson(archive.Archived, Math.Max(0, synced - archive.Archived), archive.Trouble, archive.Failure);
}
