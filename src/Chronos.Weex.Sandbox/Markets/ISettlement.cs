namespace Chronos.Weex.Sandbox.Markets;

/// <summary>Books fills of one product.</summary>
internal interface ISettlement
{
    /// <summary>Changes wallets and position for an execution that has been agreed, and answers the fill.</summary>
    Fill Settle(Order order, decimal price, decimal quantity, bool isMaker, long id, long time);

    /// <summary>Tells what a fill has changed, after the fill itself has been told.</summary>
    void Tell(Fill fill);

    /// <summary>Told when an order has ended, by filling or otherwise.</summary>
    void Ended(Order order);
}
