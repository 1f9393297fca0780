using System.Numerics;

namespace Chronos.Core.Journal;

/// <summary>Where and how the journal is kept. Read once, when the journal is opened.</summary>
public sealed class JournalOptions
{
    /// <summary>Smallest ring.</summary>
    public const long RingBytesMin = 4096;

    /// <summary>Largest ring.</summary>
    public const long RingBytesMax = 1024 * 1024 * 1024;

    /// <summary>Smallest segment: two header copies and as much again.</summary>
    public const long SegmentBytesMin = 16 * 1024;

    /// <summary>Largest segment.</summary>
    public const long SegmentBytesMax = 4L * 1024 * 1024 * 1024;

    /// <summary>Longest time between checkpoints, in milliseconds.</summary>
    public const int SealMillisMax = 60_000;

    /// <summary>
    /// Directory of the segments, on a disk that survives power loss. Created when missing. Required.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Directory of the ring file, on tmpfs. Default: one under /dev/shm named after the data directory, or the data
    /// directory itself where there is no /dev/shm. Under systemd name a runtime directory that is preserved over
    /// restarts.
    /// </summary>
    public string? RingDirectory { get; init; }

    /// <summary>
    /// Size of the ring in bytes, a power of two from 4096 to 1 GiB. Default 16 MiB: at 400 bytes a record it holds
    /// some 40 000 records, seconds of a disk that has stalled.
    /// </summary>
    public long RingBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Size of a segment in bytes, a multiple of 4096 from 16 KiB to 4 GiB. Default 64 MiB, as etcd and others use; two
    /// spares of this size are kept ready.
    /// </summary>
    public long SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>When decisions may leave. Default <see cref="Journal.Durability.Disk"/>.</summary>
    public Durability Durability { get; init; } = Durability.Disk;

    /// <summary>
    /// File of the private key that checkpoints are signed with, open to its owner alone; made by
    /// <see cref="Proof.CheckpointKeyFile.Create"/>. Default none: the journal is not sealed.
    /// </summary>
    public string? CheckpointKeyFile { get; init; }

    /// <summary>
    /// Time between checkpoints in milliseconds, 1 to 60 000; with much to seal there are more. Default 1000: a checkpoint of
    /// 292 bytes a second is 25 MB a day.
    /// </summary>
    public int SealMillis { get; init; } = 1000;

    /// <summary>Throws <see cref="JournalRefusedException"/> naming every violation at once.</summary>
    public void Validate()
    {
        var violations = new List<string>();
        if (string.IsNullOrWhiteSpace(DataDirectory))
        {
            violations.Add($"{nameof(DataDirectory)} is empty");
        }

        if (RingDirectory is not null && string.IsNullOrWhiteSpace(RingDirectory))
        {
            violations.Add($"{nameof(RingDirectory)} is blank; leave it out for the default");
        }

        if (RingBytes is < RingBytesMin or > RingBytesMax || !BitOperations.IsPow2(RingBytes))
        {
            violations.Add(
                $"{nameof(RingBytes)} is {RingBytes}, not a power of two from {RingBytesMin} to {RingBytesMax}");
        }

        if (SegmentBytes is < SegmentBytesMin or > SegmentBytesMax || SegmentBytes % SegmentHeader.CopyBytes != 0)
        {
            violations.Add(
                $"{nameof(SegmentBytes)} is {SegmentBytes}, not a multiple of {SegmentHeader.CopyBytes} from "
                + $"{SegmentBytesMin} to {SegmentBytesMax}");
        }

        if (CheckpointKeyFile is not null && string.IsNullOrWhiteSpace(CheckpointKeyFile))
        {
            violations.Add($"{nameof(CheckpointKeyFile)} is blank; leave it out to seal nothing");
        }

        if (SealMillis is < 1 or > SealMillisMax)
        {
            violations.Add($"{nameof(SealMillis)} is {SealMillis}, outside 1 to {SealMillisMax}");
        }

        if (!Enum.IsDefined(Durability))
        {
            violations.Add($"{nameof(Durability)} is {(int)Durability}, neither Process nor Disk");
        }

        if (violations.Count > 0)
        {
            throw new JournalRefusedException(
                RefusalCode.Configuration, "Journal options: " + string.Join("; ", violations) + ".");
        }
    }
}
