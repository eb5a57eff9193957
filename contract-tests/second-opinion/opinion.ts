/** The opinion that `verify --second-opinion` asks for is the one that judges the mock. */
export {
  type Asked,
  createOpinion,
  type GivenAnswer,
  type Opinion,
  type SentRequest,
} from '../../src/contract/opinion/prism-opinion';
