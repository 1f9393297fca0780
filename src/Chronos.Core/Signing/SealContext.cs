using System.Buffers.Binary;
using System.Security.Cryptography;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Signing;

/// <summary>
/// Digest of what a seal binds and that rarely changes: engine, policy, mode, stage, key, parties, scope epochs. Computed
/// when one of them changes and kept. One instance a thread.
/// </summary>
/// <remarks>
/// <code>
///   0 "ChronosX/seal/01"  16 B
///  16 engineId            16 B
///  32 policyHash          32 B
///  64 mode u8 | stage u8 | keyId u16
///  68 strategy u32 | instrument u32 | venue u32 | account u32
///  84 epochs: global u32 | venue u32 | strategy u32 | instrument u32
/// 100  -> SHA-256, first 12 bytes
/// </code>
/// </remarks>
internal sealed class SealContext(SealScope scope)
{
    private const int Bytes = 100;

    private Entry[] _entries = [];
    private Policy? _policy;

    /// <summary>The digest for a strategy × instrument as of now. Allocates only when the policy has changed.</summary>
    public ref readonly ContextDigest Digest(Policy policy, int strategy, int instrument, int account, ushort keyId)
    {
        if (!ReferenceEquals(policy, _policy))
        {
            OnPolicyChanged(policy);
        }

        var version = scope.Epochs.Version;
        ref var entry = ref _entries[strategy * policy.InstrumentCount + instrument];
        if (entry.Version != version || entry.KeyId != keyId || entry.Account != account)
        {
            OnEpochChanged(ref entry, version, strategy, instrument, account, keyId);
        }

        return ref entry.Digest;
    }

    private void OnPolicyChanged(Policy policy)
    {
        _policy = policy;
        _entries = new Entry[policy.StrategyCount * policy.InstrumentCount];
        foreach (ref var entry in _entries.AsSpan())
        {
            entry.Version = -1;
        }
    }

    private void OnEpochChanged(ref Entry entry, long version, int strategy, int instrument, int account, ushort keyId)
    {
        var venue = _policy!.Instruments[instrument].Venue.Value;
        Span<byte> bytes = stackalloc byte[Bytes];
        "ChronosX/seal/01"u8.CopyTo(bytes);
        scope.EngineId.CopyTo(bytes[16..]);
        _policy.Hash.CopyTo(bytes[32..]);
        bytes[64] = (byte)scope.Mode;
        bytes[65] = (byte)scope.Stage;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[66..], keyId);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[68..], strategy);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[72..], instrument);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[76..], venue);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[80..], account);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[84..], scope.Epochs[ScopeKind.Global, 0]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[88..], scope.Epochs[ScopeKind.Venue, venue]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[92..], scope.Epochs[ScopeKind.Strategy, strategy]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[96..], scope.Epochs[ScopeKind.Instrument, instrument]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..ContextDigest.Length].CopyTo(entry.Digest);
        entry.Version = version;
        entry.KeyId = keyId;
        entry.Account = account;
    }

    private struct Entry
    {
        public long Version;
        public int Account;
        public ushort KeyId;
        public ContextDigest Digest;
    }
}
