using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Policies;

public class ApproverNamesTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void AtMostSixtyFour(int count, bool fits)
    {
        var policy = new TestPolicy { Approvers = string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"v{i}\"")) };

        if (fits)
        {
            Assert.Equal(count, policy.Build().Approvers.Count);
        }
        else
        {
            Assert.Contains("keys.approvers: are more than 64", Assert.Throws<PolicyException>(policy.Build).Message);
        }
    }
}
