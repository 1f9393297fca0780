using System.Runtime.CompilerServices;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Signing;

namespace Chronos.Core.Replay;

/// <summary>
/// Seals as the record says. Where the key is at hand the seal is made anew, so that the comparison proves it; without it
/// the recorded seal is taken, so that a journal replays without any secret.
/// </summary>
internal sealed class ReplaySealer(KeyRing? keys) : IOrderSealer, IDisposable
{
    private readonly Dictionary<ushort, IOrderSigner> _signers = [];
    private SealBytes _recorded;

    /// <summary>Seals that were made anew.</summary>
    public long Recomputed { get; private set; }

    /// <inheritdoc />
    public ushort KeyId { get; private set; }

    /// <summary>What the next record says, given its payload.</summary>
    public void Expect(ReadOnlySpan<byte> payload, EventKind kind)
    {
        // Read where it stands: a copy of the decision that is read right after it was made waits for the writes.
        ref readonly var recorded = ref RecordPayload.PassedDecision(payload, kind);
        if (Unsafe.IsNullRef(in recorded))
        {
            KeyId = 0;
            _recorded = default;
        }
        else
        {
            KeyId = recorded.KeyId;
            _recorded = recorded.Seal;
        }
    }

    /// <inheritdoc />
    public void Seal(in CanonicalBlock canonical, Span<byte> seal)
    {
        if (keys is null || !keys.Contains(KeyId))
        {
            ((ReadOnlySpan<byte>)_recorded).CopyTo(seal);
            return;
        }

        if (!_signers.TryGetValue(KeyId, out var signer))
        {
            signer = keys.CreateSigner(KeyId);
            _signers.Add(KeyId, signer);
        }

        signer.SignOneBlock(canonical, CanonicalOrder.Bytes, seal);
        Recomputed++;
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
        {
            signer.Dispose();
        }
    }
}
