using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// Compares a journal with its checkpoints: every link of the chain, every signature, every sealed byte. It trusts no CRC,
/// no header and no frame, only hashes, so that it finds what somebody changed who mended all of those. One use, one thread.
/// </summary>
/// <param name="directory">Directory of the segments.</param>
/// <param name="keys">Keys that may have signed; none to ask only that each signature fits the key beside it.</param>
/// <param name="keptHead">A head noted elsewhere that must be in the chain; null for none.</param>
/// <param name="trustedSequence">
/// What stands up to here, or stood before retention removed it, something else vouches for: of its checkpoints the chain and the
/// signatures are checked and the bytes are not read. 0 to read all.
/// </param>
internal sealed class CheckpointAudit(string directory, IReadOnlyList<CheckpointKey> keys, byte[]? keptHead, long trustedSequence = 0)
{
    private const int ProblemsMax = 20;
    private const int GroupSize = 256;

    private readonly string _path = CheckpointFile.PathIn(directory);
    private readonly List<(long Number, string What)> _problems = [];
    private readonly List<string> _fingerprints = [];
    private Checkpoint? _last;
    private Checkpoint? _lastOfGroupBefore;
    private CheckpointKey? _key;
    private bool _foundHead;

    /// <summary>Reads everything. Read errors are thrown as they come.</summary>
    public CheckpointAuditReport Run()
    {
        if (File.Exists(_path))
        {
            CheckAll();
        }
        else if (keys.Count != 0)
        {
            _problems.Add((0, $"{_path}: there is none, so nothing is sealed"));
        }

        if (keptHead is not null && !_foundHead)
        {
            _problems.Add((long.MaxValue, $"{_path}: no checkpoint has the head {Convert.ToHexStringLower(keptHead)}"));
        }

        return new CheckpointAuditReport
        {
            Checkpoints = _last?.Number ?? 0,
            SealedSequence = _last?.LastSequence ?? 0,
            Head = _last is null ? null : Convert.ToHexStringLower(_last.Head()),
            Fingerprints = _fingerprints,
            IsAuthenticated = keys.Count != 0,
            Problems = [.. _problems.OrderBy(p => p.Number).Take(ProblemsMax).Select(p => p.What)],
        };
    }

    private void CheckAll()
    {
        var engineId = EngineIdentity.TryRead(directory) ?? [];
        using var file = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var group = new List<Checkpoint>(GroupSize);
        long place = 0;
        for (; _problems.Count < ProblemsMax && CheckpointFile.ReadAt(file, place) is { Length: > 0 } bytes; place++)
        {
            // Behind one that cannot be read, the chain is lost; before it, it is not.
            if (Checkpoint.TryParse(bytes) is not { } checkpoint)
            {
                Add(place, bytes.Length < Checkpoint.Bytes ? "is torn; the next start makes it again" : "is damaged");
                break;
            }

            CheckLink(place, checkpoint, engineId);
            CheckSignature(place, checkpoint);
            _foundHead |= keptHead is not null && checkpoint.Head().AsSpan().SequenceEqual(keptHead);
            _last = checkpoint;
            group.Add(checkpoint);
            if (group.Count == GroupSize)
            {
                CheckBytes(group, place + 1);
            }
        }

        CheckBytes(group, place);
        _key?.Dispose();
    }

    /// <summary>Hashing is nearly all of the work, and no checkpoint needs another one's hashes: every processor takes some.</summary>
    private void CheckBytes(List<Checkpoint> group, long endPlace)
    {
        var faults = new string?[group.Count];
        try
        {
            Parallel.For(
                0, group.Count,
                () => new CheckpointBytes(directory),
                (i, _, bytes) =>
                {
                    faults[i] = group[i].LastSequence <= trustedSequence
                        ? null
                        : bytes.FindFault(group[i], i == 0 ? _lastOfGroupBefore : group[i - 1]);
                    return bytes;
                },
                bytes => bytes.Dispose());
        }
        catch (AggregateException e)
        {
            // Callers know read errors, not how many threads met them.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        for (var i = 0; i < faults.Length; i++)
        {
            if (faults[i] is { } fault)
            {
                _problems.Add((endPlace - group.Count + i + 1, fault));
            }
        }

        _lastOfGroupBefore = group.Count == 0 ? _lastOfGroupBefore : group[^1];
        group.Clear();
    }

    private void CheckLink(long place, Checkpoint checkpoint, byte[] engineId)
    {
        if (!checkpoint.EngineId.AsSpan().SequenceEqual(engineId))
        {
            Add(place, $"belongs to engine {Convert.ToHexStringLower(checkpoint.EngineId)}");
        }

        if (checkpoint.Number != place + 1)
        {
            Add(place, $"is number {checkpoint.Number}");
        }

        var previousHead = _last?.Head() ?? new byte[MerkleHash.Bytes];
        if (!checkpoint.PreviousHead.AsSpan().SequenceEqual(previousHead))
        {
            Add(place, "does not continue the one before it");
        }

        var isInPlace = _last is null
            ? checkpoint.StartOffset == 0 && checkpoint.FirstSequence == checkpoint.Segment
            : checkpoint.FirstSequence == _last.LastSequence + 1
                && (checkpoint.Segment == _last.Segment
                    ? checkpoint.StartOffset == _last.EndOffset
                    : checkpoint.StartOffset == 0 && checkpoint.Segment == checkpoint.FirstSequence);
        if (!isInPlace)
        {
            Add(place, $"begins at sequence {checkpoint.FirstSequence}, byte {checkpoint.StartOffset}, which is not where the one before it ended");
        }
    }

    private void CheckSignature(long place, Checkpoint checkpoint)
    {
        if (_key is null || !_key.Point.SequenceEqual(checkpoint.Key))
        {
            _key?.Dispose();
            _key = CheckpointKey.TryFromPoint(checkpoint.Key);
            if (_key is not null && !_fingerprints.Contains(_key.Fingerprint))
            {
                _fingerprints.Add(_key.Fingerprint);
            }
        }

        if (_key is null || !checkpoint.IsSignedBy(_key))
        {
            Add(place, "its signature is not that of the key it names");
        }
        else if (keys.Count != 0 && !keys.Any(k => k.Point.SequenceEqual(checkpoint.Key)))
        {
            Add(place, $"is signed by another key, {_key.Fingerprint}");
        }
    }

    private void Add(long place, string what) => _problems.Add((place + 1, string.Create(
        CultureInfo.InvariantCulture, $"{_path} at byte {place * Checkpoint.Bytes}: checkpoint {place + 1} {what}")));
}
