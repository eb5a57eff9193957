import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/forms.css';
import './styles/tables.css';
import './styles/parts.css';
import './styles/detail.css';
import './styles/narrow.css';
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('page')!);
