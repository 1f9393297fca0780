using System.Runtime.InteropServices;
using Chronos.Core.Model;

namespace Chronos.Core.Decode;

/// <summary>
/// Reads frames field by field. Whatever the bytes, it answers with a reason: it does not throw, allocate or read past
/// the end. It knows nothing of the policy; whether ids exist is the decode stage's question.
/// </summary>
public static class FrameReader
{
    private const ProposalFlags KnownFlags = ProposalFlags.AllowResize | ProposalFlags.ReduceOnly;
    private const int MaxConfidencePpm = 1_000_000;

    /// <summary>
    /// The type of a frame, or why it has none. <paramref name="observed"/> and <paramref name="expected"/> are the
    /// figures behind a reason that has any.
    /// </summary>
    public static ReasonCode ReadType(ReadOnlySpan<byte> frame, out FrameType type, out long observed, out long expected)
    {
        type = FrameType.None;
        observed = frame.Length;
        expected = FrameHeader.Bytes;
        if (frame.Length < FrameHeader.Bytes)
        {
            return ReasonCode.FrameLength;
        }

        var header = MemoryMarshal.Read<FrameHeader>(frame);
        if (header.Magic != FrameHeader.MagicNumber)
        {
            return ReasonCode.FrameMagic;
        }

        if (header.Version != FrameHeader.CurrentVersion)
        {
            return ReasonCode.FrameVersion;
        }

        expected = LengthOf(header.Type);
        if (expected == 0)
        {
            return ReasonCode.FrameType;
        }

        if (frame.Length != expected || header.Length != expected)
        {
            observed = frame.Length != expected ? frame.Length : header.Length;
            return ReasonCode.FrameLength;
        }

        type = (FrameType)header.Type;
        return ReasonCode.None;
    }

    /// <summary>Reads a frame that <see cref="ReadType"/> found to be a proposal.</summary>
    public static ReasonCode ReadProposal(ReadOnlySpan<byte> frame, out Proposal proposal)
    {
        ref readonly var f = ref MemoryMarshal.AsRef<ProposalFrame>(frame);
        proposal = new Proposal
        {
            Strategy = new StrategyId(unchecked((int)f.Strategy)),
            Id = new ProposalId(f.ProposalId),
            Instrument = new InstrumentId(unchecked((int)f.Instrument)),
            Side = (OrderSide)f.Side,
            Type = (OrderType)f.OrderType,
            TimeInForce = (TimeInForce)f.TimeInForce,
            Flags = (ProposalFlags)f.Header.Flags,
            ConfidencePpm = unchecked((int)f.ConfidencePpm),
            Quantity = Quantity.FromUnits(f.Quantity),
            LimitPrice = Price.FromUnits(f.LimitPrice),
            CreatedAtNanos = f.CreatedAtNanos,
            ExpiresAtNanos = f.ExpiresAtNanos,
            StopPrice = Price.FromUnits(f.StopPrice),
            Replaces = new ProposalId(f.Replaces),
        };

        if ((proposal.Flags & ~KnownFlags) != 0)
        {
            return ReasonCode.FrameFlags;
        }

        if (f.Reserved != 0)
        {
            return ReasonCode.FrameReserved;
        }

        if (f.ProposalId == 0)
        {
            return ReasonCode.ProposalIdInvalid;
        }

        return ReadTerms(in proposal);
    }

    /// <summary>Reads a frame that <see cref="ReadType"/> found to be a cancel request.</summary>
    public static ReasonCode ReadCancel(ReadOnlySpan<byte> frame, out CancelRequest request)
    {
        ref readonly var f = ref MemoryMarshal.AsRef<CancelFrame>(frame);
        request = new CancelRequest(new StrategyId(unchecked((int)f.Strategy)), new ProposalId(f.ProposalId));
        if (f.Header.Flags != 0)
        {
            return ReasonCode.FrameFlags;
        }

        if ((f.Reserved | f.Reserved2) != 0)
        {
            return ReasonCode.FrameReserved;
        }

        return f.ProposalId == 0 ? ReasonCode.ProposalIdInvalid : ReasonCode.None;
    }

    /// <summary>The cause recorded in a frame that <see cref="ReadType"/> found to be a refusal.</summary>
    public static ReasonCode ReadRefusal(ReadOnlySpan<byte> frame)
    {
        ref readonly var f = ref MemoryMarshal.AsRef<RefusalFrame>(frame);
        if (f.Header.Flags != 0)
        {
            return ReasonCode.FrameFlags;
        }

        if ((f.Reserved | f.Reserved2) != 0 || f.FieldLength > EdgeRefusal.MaxFieldLength)
        {
            return ReasonCode.FrameReserved;
        }

        var code = (ReasonCode)f.Code;
        return code is >= ReasonCode.JsonMalformed and <= ReasonCode.ValueUnknown ? code : ReasonCode.FrameType;
    }

    private static ReasonCode ReadTerms(in Proposal p)
    {
        if (p.Side is not (OrderSide.Buy or OrderSide.Sell))
        {
            return ReasonCode.SideInvalid;
        }

        if (p.Type is < OrderType.Limit or > OrderType.StopMarket)
        {
            return ReasonCode.OrderTypeInvalid;
        }

        if (p.TimeInForce is < TimeInForce.Gtc or > TimeInForce.PostOnly)
        {
            return ReasonCode.TimeInForceInvalid;
        }

        if (!GoWith(p.Type, p.TimeInForce))
        {
            return ReasonCode.CombinationInvalid;
        }

        if (p.Quantity.Units <= 0)
        {
            return ReasonCode.QuantityInvalid;
        }

        if (p.Type == OrderType.Market ? p.LimitPrice.Units != 0 : p.LimitPrice.Units <= 0)
        {
            return ReasonCode.PriceInvalid;
        }

        if (p.Type == OrderType.StopMarket ? p.StopPrice.Units != 0 : p.StopPrice.Units < 0)
        {
            return ReasonCode.StopPriceInvalid;
        }

        if (p.ConfidencePpm is < 0 or > MaxConfidencePpm)
        {
            return ReasonCode.ConfidenceInvalid;
        }

        if (p.CreatedAtNanos <= 0)
        {
            return ReasonCode.CreatedAtInvalid;
        }

        return p.ExpiresAtNanos != 0 && p.ExpiresAtNanos <= p.CreatedAtNanos ? ReasonCode.ExpiryInvalid : ReasonCode.None;
    }

    /// <summary>A market order does not rest; a stop does nothing else until it is triggered.</summary>
    private static bool GoWith(OrderType type, TimeInForce timeInForce) => type switch
    {
        OrderType.Market => timeInForce is TimeInForce.Ioc or TimeInForce.Fok,
        OrderType.StopMarket => timeInForce == TimeInForce.Gtc,
        _ => true,
    };

    private static int LengthOf(byte type) => (FrameType)type switch
    {
        FrameType.Proposal => ProposalFrame.Bytes,
        FrameType.Cancel => CancelFrame.Bytes,
        FrameType.Refusal => RefusalFrame.Bytes,
        _ => 0,
    };
}
