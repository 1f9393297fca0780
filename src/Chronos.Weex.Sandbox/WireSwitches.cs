namespace Chronos.Weex.Sandbox;

/// <summary>Where the venue's behaviour is not known for certain: each reading can be chosen.</summary>
public sealed class WireSwitches
{
    /// <summary>HTTP status of error answers; 200 is the other reading. Default 400.</summary>
    public int ErrorStatus { get; set; } = 400;

    /// <summary>Default Accept.</summary>
    public DuplicateIds DuplicateClientOrderIds { get; set; } = DuplicateIds.Accept;

    /// <summary>Contract refusals of an order come as success:false in HTTP 200, else as error answers. Default true.</summary>
    public bool RefusalsInsideSuccess { get; set; } = true;

    /// <summary>POST batchOrders and order/batch are taken, else refused with -1150. Default false.</summary>
    public bool BatchOrders { get; set; }

    /// <summary>Default Mark.</summary>
    public PriceReference RatioReference { get; set; } = PriceReference.Mark;

    /// <summary>Private channels begin with what is open. Default false.</summary>
    public bool PrivateSnapshots { get; set; }

    /// <summary>Pings left unanswered before a socket is closed; 0 never closes. Default 0.</summary>
    public int UnansweredPingsMax { get; set; }

    /// <summary>Seconds a socket lives; 0 is without end. Default 0.</summary>
    public int SocketAgeSecondsMax { get; set; }

    /// <summary>Open orders of an account on a product; 0 is without bound. Default 0.</summary>
    public int OpenOrdersMax { get; set; }

    /// <summary>Contract's word for a partly filled order; NEW is the other reading. Default PARTIALLY_FILLED.</summary>
    public string PartialFillStatus { get; set; } = "PARTIALLY_FILLED";

    /// <summary>Default Cancel.</summary>
    public PostOnlyCross PostOnlyCross { get; set; } = PostOnlyCross.Cancel;

    /// <summary>Margin size of a position is value at mark over leverage, else the cost over leverage. Default true.</summary>
    public bool MarginAtMark { get; set; } = true;

    /// <summary>Code of an order the margin or balance does not cover. Default -1054.</summary>
    public int InsufficientMarginCode { get; set; } = -1054;
}
