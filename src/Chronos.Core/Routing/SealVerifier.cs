using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Signing;

namespace Chronos.Core.Routing;

/// <summary>
/// The other side of the seal, on the venue thread, after the venue's message has been built: encodes what the message
/// says, and compares. Each order passes once; ids rise, so the highest one seen tells. Owned by one venue thread.
/// </summary>
internal sealed class SealVerifier(KeyRing keys, SealScope scope) : IDisposable
{
    private readonly SealContext _context = new(scope);
    private readonly Dictionary<ushort, IOrderSigner> _signers = Signers(keys);
    private OrderId _lastSpent;

    /// <summary>Whether the message may be sent now; spends the seal when it may.</summary>
    public ReasonCode Verify(in SealedOrder order, in MessageTerms message, long nowNanos)
    {
        if (!_signers.TryGetValue(order.KeyId, out var signer))
        {
            return ReasonCode.SealKeyUnknown;
        }

        if (scope.Policy is not { } policy || !Agrees(in order, in message, policy))
        {
            return ReasonCode.SealMismatch;
        }

        ref readonly var context = ref _context.Digest(
            policy, order.Strategy.Value, message.Instrument.Value, message.Account.Value, order.KeyId);
        Unsafe.SkipInit(out CanonicalBlock canonical);
        Unsafe.SkipInit(out SealBytes expected);

        // What the seal says under its own context first: only a genuine seal is told apart as old, spent or expired.
        CanonicalOrder.Write(
            message.Id, order.Proposal, message.Quantity, message.WorstPrice, order.ExpiresAtNanos,
            message.Terms.Pack(), order.VoteBitmap, order.Context, ref canonical);
        signer.SignOneBlock(canonical, CanonicalOrder.Bytes, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, order.Seal))
        {
            return ReasonCode.SealMismatch;
        }

        if (!((ReadOnlySpan<byte>)order.Context).SequenceEqual(context))
        {
            return ReasonCode.SealEpoch;
        }

        if (nowNanos > order.ExpiresAtNanos)
        {
            return ReasonCode.SealExpired;
        }

        if (order.Id.Value <= _lastSpent.Value)
        {
            return ReasonCode.SealSpent;
        }

        _lastSpent = order.Id;
        return ReasonCode.None;
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
        {
            signer.Dispose();
        }
    }

    /// <summary>What the order carries beside the sealed bytes must be what they imply.</summary>
    private static bool Agrees(in SealedOrder order, in MessageTerms message, Policy policy) =>
        order.Strategy.IsIn(policy.StrategyCount)
        && message.Instrument.IsIn(policy.InstrumentCount)
        && message.Account.IsIn(policy.Accounts.Count)
        && order.Sequence == (long)(order.Id.Value >> OrderBook.SlotBits)
        && order.Venue == policy.Instruments[message.Instrument.Value].Venue
        && order.Id == message.Id
        && order.Instrument == message.Instrument
        && order.Account == message.Account
        && order.PackedTerms == message.Terms.Pack()
        && order.Quantity == message.Quantity
        && order.WorstPrice == message.WorstPrice;

    private static Dictionary<ushort, IOrderSigner> Signers(KeyRing keys)
    {
        var signers = new Dictionary<ushort, IOrderSigner> { [keys.ActiveKeyId] = keys.CreateSigner(keys.ActiveKeyId) };
        if (keys.VerifyOnlyKeyId is { } older)
        {
            signers.Add(older, keys.CreateSigner(older));
        }

        return signers;
    }
}
