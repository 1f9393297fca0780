using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>What a venue says about an order. 80 bytes, little endian, part of the journal format.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ExecutionReport
{
    /// <summary>Our order.</summary>
    public OrderId Order;

    /// <summary>The venue's number for the order; 0 when it has none.</summary>
    public ulong VenueOrderId;

    /// <summary>The venue's number for this fill; 0 for other kinds.</summary>
    public ulong ExecutionId;

    /// <summary>What was traded. Repeated here so that a fill of an order we do not hold can be booked.</summary>
    public InstrumentId Instrument;

    /// <summary>Whose balance moved.</summary>
    public AccountId Account;

    /// <summary>What is reported.</summary>
    public ReportKind Kind;

    /// <summary>Side of the order.</summary>
    public OrderSide Side;

    /// <summary>Simulated, maker.</summary>
    public ReportFlags Flags;

    private readonly byte _reserved;

    /// <summary>Why, for Rejected, NotSent and Canceled.</summary>
    public ReasonCode Reason;

    private readonly ushort _reserved2;

    /// <summary>Quantity of this fill; zero for other kinds.</summary>
    public Quantity LastQuantity;

    /// <summary>Price of this fill.</summary>
    public Price LastPrice;

    /// <summary>Fee of this fill in quote currency; negative is a rebate.</summary>
    public Notional Fee;

    /// <summary>Filled so far, this fill included.</summary>
    public Quantity CumulativeQuantity;

    /// <summary>When the venue says it happened: nanoseconds since the Unix epoch; information only.</summary>
    public long VenueTimeNanos;
}
