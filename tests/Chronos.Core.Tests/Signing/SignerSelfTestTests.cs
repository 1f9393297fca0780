using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed class SignerSelfTestTests
{
    [Fact]
    public void NamesTheSignerThatWillSign() => Assert.Equal("libcrypto", SignerSelfTest.Run());

    [Fact]
    public void FindsNothingWrongWithEitherSigner()
    {
        Assert.Null(SignerSelfTest.FindFailure(OrderSigner.CreateManaged));
        Assert.Null(SignerSelfTest.FindFailure(OrderSigner.CreateLibcrypto));
    }

    [Theory]
    [InlineData(8, "miscounting fails RFC 4231 case 1")]
    [InlineData(28, "miscounting fails RFC 4231 case 2")]
    [InlineData(54, "miscounting fails RFC 4231 case 6")]
    [InlineData(152, "miscounting fails RFC 4231 case 7")]
    [InlineData(0, "miscounting disagrees with the platform's HMAC-SHA256 on 0 bytes")]
    [InlineData(55, "miscounting disagrees with the platform's HMAC-SHA256 on 55 bytes")]
    [InlineData(256, "miscounting disagrees with the platform's HMAC-SHA256 on 256 bytes")]
    public void NamesTheFailingCase(int wrongLength, string failure)
    {
        var found = SignerSelfTest.FindFailure(key => new MiscountingSigner(new ManagedSigner(key), wrongLength));

        Assert.Equal(failure, found);
    }

    [Fact]
    public void NamesUnavailableSigner() =>
        Assert.Equal("the signer is not available", SignerSelfTest.FindFailure(_ => null));

    [Fact]
    public void DetectsDisagreementUnderOneKey()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        using var right = new ManagedSigner(key);
        using var wrong = new MiscountingSigner(new ManagedSigner(key), wrongLength: 55);

        Assert.True(SignerSelfTest.AgreesWithPlatform(right, key));
        Assert.False(SignerSelfTest.AgreesWithPlatform(wrong, key));
    }
}
