namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Who is told what changes. Called under the exchange's lock.</summary>
internal interface IExchangeEvents
{
    void OnTrade(Market market, PublicTrade trade);

    void OnBook(Market market);

    void OnOrder(Order order);

    void OnFill(Fill fill);

    void OnPosition(Position position, string cause);

    void OnWallet(Account account, Product product, string asset, string cause);
}
